import { LIMITS } from '../../domain/messaging-limits.ts';
import { isPrompt, type PromptStep } from '../flow.ts';
import { MOST_LIKELY } from '../known-facts.ts';
import type { FlowLint } from './lint-flows.ts';

const LANGUAGES = ['th', 'en'] as const;

/** What Messenger would refuse or cut: long buttons, many buttons, long bubbles. */
export function lintLimits({ flow, report }: FlowLint): void {
  const likely = flow.steps.some((step) => 'choose' in step && step.options_from !== undefined);
  const prefix = likely ? /^(?:button|type)_/ : /^button_/;
  const titles = new Set(Object.keys(flow.texts).filter((name) => prefix.test(name)));
  flow.steps.forEach((step, index) => {
    if (!isPrompt(step)) return;
    if ('choose' in step) for (const { title } of step.options) titles.add(title);
    const count = mostQuickReplies(step);
    if (count > LIMITS.quickReplies) {
      report(
        ['steps', index],
        `the question shows ${count} buttons, small ones included`,
        `leave at most ${LIMITS.quickReplies}; split the question in two`,
      );
    }
  });
  for (const [name, text] of Object.entries(flow.texts)) {
    for (const language of LANGUAGES) {
      const at = ['texts', name, language];
      const [first = '', ...others] = text[language];
      if (titles.has(name) && (first.length > LIMITS.quickReplyTitle || others.length > 0)) {
        report(
          at,
          `the button ${name} has ${[first, ...others].join(' ').length} characters`,
          `shorten it to ${LIMITS.quickReplyTitle}; Thai vowels and tone marks count`,
        );
      }
      const longest = Math.max(...text[language].map((bubble) => bubble.length));
      if (longest > LIMITS.text) {
        report(
          at,
          `a bubble has ${longest} characters`,
          `shorten it to ${LIMITS.text}, or make two`,
        );
      }
    }
  }
}

/** Options, and the small buttons that may stand under a question. */
function mostQuickReplies(step: PromptStep): number {
  const options = 'choose' in step ? step.options.length : 0;
  const likely = 'choose' in step && step.options_from !== undefined ? MOST_LIKELY : 0;
  const enough = 'collect' in step ? 1 : 0;
  const later = 'collect' in step && step.optional ? 1 : 0;
  const cancelAndHuman = 2;
  return (
    options +
    likely +
    enough +
    later +
    (step.optional ? 1 : 0) +
    (step.why === undefined ? 0 : 1) +
    cancelAndHuman
  );
}
