import { slotsFilledBy, type Condition } from '../flow.ts';
import { FOUND_SLOTS } from '../known-facts.ts';
import type { FlowLint } from './lint-flows.ts';

/** Slots that the program fills by itself. */
const GIVEN = [
  ...FOUND_SLOTS,
  ...['story', 'told', 'sure', 'problem_type', 'two_problems'],
  ...['reporter', 'minor', 'paid_time', 'money_just_sent'],
  ...['reference', 'secret', 'track_page', 'found', 'status', 'case', 'corrected', 'matter'],
  'noted',
  'begins_with',
  ...['own_phone', 'has_contact', 'known_name', 'known_phone'],
  ...['withdrawn', 'word', 'second_goes_to', 'second_story', 'second_reference', 'second_secret'],
  ...['privacy_page', 'held_since', 'held_name', 'held_cases', 'held_files', 'held_days'],
  ...['file_state', 'file_when', 'erase_state', 'erase_kept'],
  ...['ahead', 'minutes', 'when'],
];

/** Every slot that is compared or shown is filled somewhere. */
export function lintSlots({ flow, sharedSlots, report }: FlowLint): void {
  const filled = new Set([...GIVEN, ...sharedSlots, ...flow.steps.flatMap(slotsFilledBy)]);
  const check = (at: readonly PropertyKey[], slot: string) => {
    if (filled.has(slot)) return;
    report(at, `no step fills the slot ${slot}`, `use one of ${[...filled].sort().join(', ')}`);
  };
  const checkAll = (at: readonly PropertyKey[], condition: Condition | undefined) => {
    for (const slot of Object.keys(condition ?? {})) check([...at, slot], slot);
  };
  flow.steps.forEach((step, index) => {
    const at = ['steps', index];
    checkAll([...at, 'when'], step.when);
    if ('urgent' in step && typeof step.urgent === 'object') {
      checkAll([...at, 'urgent'], step.urgent);
    }
    if ('start_from' in step) check([...at, 'start_from'], step.start_from);
    if ('branch' in step) {
      step.branch.forEach((arm, i) => check([...at, 'branch', i, 'slot'], arm.slot));
    }
    if ('track' in step) check([...at, 'track'], step.track);
    if ('withdraw' in step) check([...at, 'withdraw'], step.withdraw);
    if ('classify' in step) check([...at, 'classify'], step.classify);
    if ('open_case_from' in step) check([...at, 'open_case_from'], step.open_case_from);
  });
  for (const [name, text] of Object.entries(flow.texts)) {
    for (const language of ['th', 'en'] as const) {
      for (const [, slot = ''] of text[language].join('\n').matchAll(/\{\{(\w+)\}\}/g)) {
        check(['texts', name, language], slot);
      }
    }
  }
}
