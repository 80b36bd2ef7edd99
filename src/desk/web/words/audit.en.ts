import type { audit as th } from './audit.th.ts';

export const audit: typeof th = {
  audit: {
    title: 'Audit',
    case: 'Code of the case',
    who: 'Who',
    anybody: 'Anybody',
    what: 'What was done',
    anything: 'Anything',
    from: 'From',
    to: 'To',
    subject: {
      conversation: 'Conversation',
      evidence: 'File',
      staff: 'Staff',
      audit: 'The whole audit',
      list: 'List of cases',
    },
    verify: 'Verify the chain',
    whole: 'Whole: all {{seq}} entries are as they were written.',
    anchor: 'Keep this outside of the system, to compare with it later.',
    copy: 'Copy',
    broken: 'Broken at entry {{seq}}',
    fault: {
      missing: 'This entry is missing.',
      not_tied_to_previous: 'This entry is not tied to the one before it.',
      changed: 'This entry was changed.',
      shortened: 'The last entries are gone.',
      not_the_head: 'The last entry is not the one that the store remembers.',
      not_the_anchor: 'The whole chain was made anew.',
    },
    custody: 'Who opened this file',
  },
};
