import type { Instant } from '../../domain/ids.ts';
import type { AttachmentFailure } from '../../domain/message.ts';
import type { AnswerTools } from './answer-tools.ts';
import { speak } from './speak.ts';
import type { Draft } from '../draft.ts';
import type { Received } from '../heard/received.ts';
import type { TurnWork } from '../turn-work.ts';

/** What the person is told, by why a file could not be kept. */
const PHRASES: Readonly<Record<AttachmentFailure, string>> = {
  too_large: 'file_too_large',
  expired: 'file_expired',
  unreachable: 'file_unreachable',
  forbidden_host: 'file_failed',
  not_a_file: 'file_failed',
};

/** Asks the person to send again what could not be kept, once for each reason, and notes that it did. */
export function askAgain(
  tools: Pick<AnswerTools, 'engine'>,
  draft: Draft,
  work: TurnWork,
  group: readonly Received[],
  now: Instant,
): void {
  const ids = new Set<string>();
  const phrases = new Set<string>();
  for (const { attachment, evidence } of group.flatMap((action) => action.stored)) {
    if (attachment.status !== 'failed') continue;
    ids.add(evidence.id);
    phrases.add(PHRASES[attachment.reason]);
  }
  for (const phrase of phrases) speak(tools, draft, phrase, now);
  work.evidence = work.evidence.map((item) =>
    item.status === 'failed' && ids.has(item.id) ? { ...item, askedAgain: true } : item,
  );
}
