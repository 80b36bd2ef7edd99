import { CASE_STATUSES } from '../../domain/case.ts';
import type { ContentProblem } from '../../domain/content-problem.ts';
import { ANSWER_TYPES } from '../flow.ts';
import type { FlowSource } from '../read-flows.ts';

/** Flows that the program itself begins. */
const NEEDED_FLOWS = [
  'welcome',
  'complaint',
  'human',
  'care',
  'track',
  'repairs',
  'my_data',
  'take_back_file',
  'delete_data',
];

/** Shared texts that the program itself says; `dialogs/repairs.yml` must have them all. */
const NEEDED_TEXTS = [
  ...ANSWER_TYPES.map((type) => `need_${type}`),
  ...['need_choice', 'need_file', 'offer_human_in_form'],
  ...[
    'angry',
    'after_silence',
    'file_kept',
    'voice_kept',
    'file_failed',
    'send_later',
    'evidence_added',
  ],
  ...['secret_masked', 'number_masked'],
  ...['file_too_large', 'file_expired', 'file_unreachable'],
  ...['erasure_changed_mind', 'erasure_refused'],
  ...['case_news', 'case_news_word', 'case_news_evidence'],
  ...CASE_STATUSES.filter((status) => status !== 'received').map((status) => `status_${status}`),
  ...[
    'cancelled',
    'nothing_to_go_back_to',
    'corrected',
    'correct_it',
    'noted',
    'noted_these',
    'papers_covered',
    'few_questions',
    'read_later',
    'gather_open',
    'noted_choice',
    'gather',
    'gather_more',
    'gather_rest',
    'help',
    'why_in_general',
  ],
  ...['old_button', 'code_slip', 'form_changed', 'back_to_form', 'another_matter'],
  ...['did_you_mean', 'not_understood', 'offer_human', 'welcome_back'],
  ...[
    'skip',
    'later',
    'enough',
    'why',
    'cancel',
    'menu',
    'human',
    'language',
    'go_on',
    'begin_new',
  ].map((name) => `button_${name}`),
];

/** What only all files together show. */
export function lintWhole(sources: readonly FlowSource[]): ContentProblem[] {
  const problems: ContentProblem[] = [];
  for (const id of NEEDED_FLOWS) {
    if (sources.some(({ flow }) => flow.id === id)) continue;
    const file = `dialogs/${id}.yml`;
    problems.push({ file, line: 1, message: 'the file is missing', fix: 'put it back' });
  }
  const repairs = sources.find(({ flow }) => flow.id === 'repairs');
  for (const name of NEEDED_TEXTS) {
    if (repairs === undefined || repairs.flow.texts[name] !== undefined) continue;
    problems.push(
      repairs.yaml.problem(['texts'], `text ${name} is missing`, 'write it with th: and en:'),
    );
  }
  const owners = new Map<string, string>();
  for (const { flow, yaml } of sources) {
    flow.intents.forEach((intent, index) => {
      const owner = owners.get(intent);
      owners.set(intent, flow.id);
      if (owner === undefined) return;
      problems.push(
        yaml.problem(
          ['intents', index],
          `${owner} begins on ${intent} too`,
          'leave the intent to one of them',
        ),
      );
    });
    if (flow.steps.length === 0 && flow.id !== 'repairs') {
      problems.push(yaml.problem([], 'the flow has no steps', 'write steps:, or delete the file'));
    }
  }
  return problems;
}
