import type { Instant } from '../../domain/ids.ts';
import type { Draft } from '../draft.ts';
import type { AnswerTools } from './answer-tools.ts';

/** Says one of the shared texts in the person's language. */
export function speak(
  tools: Pick<AnswerTools, 'engine'>,
  draft: Draft,
  phrase: string,
  now: Instant,
): void {
  const { language, caseReferences } = draft.conversation;
  const slots = { case: caseReferences.at(-1) ?? null };
  for (const text of tools.engine.phrase(phrase, language, slots)) {
    draft.addOutgoing({ kind: 'bot' }, { kind: 'text', text }, now);
  }
}
