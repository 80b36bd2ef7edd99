import type { Conversation } from '../domain/conversation.ts';
import { obstacleOf } from '../domain/erasure.ts';
import type { Instant } from '../domain/ids.ts';
import { dueBefore, KEPT_KINDS, type KeepingDays } from '../domain/keeping.ts';
import type { Store } from '../ports.ts';
import { eraseCase, eraseConversation, type EraseResult, type EraseTools } from './erase.ts';

export interface RetentionTools extends EraseTools {
  readonly store: Pick<
    Store,
    'conversation' | 'caseByReference' | 'commit' | 'idleConversations' | 'idleCases'
  >;
}

export interface Retained {
  /** Erased, or, in a dry run, those that would be. */
  readonly conversations: number;
  readonly cases: number;
  /** Due and kept all the same: a legal hold, or something on its way. */
  readonly kept: number;
}

/** Of each kind, so many at a time; the next sweep goes on. */
const BATCH = 500;
const ORDER = { reason: 'retention', by: 'system' } as const;

/**
 * Erases what has been kept for as long as the notice tells. Harmless at any time and from several
 * instances at once.
 * @param dryRun counts and changes nothing
 */
export async function eraseDue(
  tools: RetentionTools,
  now: Instant,
  { days, dryRun }: { readonly days: KeepingDays; readonly dryRun: boolean },
): Promise<Retained> {
  const { store } = tools;
  const count = { conversations: 0, cases: 0, kept: 0 };
  const note = (of: 'conversations' | 'cases', { status }: EraseResult) => {
    if (status === 'erased') count[of] += 1;
    if (status === 'kept' || status === 'busy') count.kept += 1;
  };
  for (const kind of KEPT_KINDS) {
    const before = dueBefore(kind, days, now);
    if (kind === 'idle') {
      for (const talk of (await store.idleConversations(before, BATCH)).filter(isDone)) {
        if (dryRun) count.conversations += 1;
        else note('conversations', await eraseConversation(tools, talk.id, ORDER));
      }
      continue;
    }
    for (const record of await store.idleCases(kind, before, BATCH)) {
      if (!dryRun) note('cases', await eraseCase(tools, record.reference, ORDER));
      else if (obstacleOf(record) === null) count.cases += 1;
      else count.kept += 1;
    }
  }
  tools.log.info('privacy.retention', { ...count, dryRun });
  return count;
}

/** Nobody waits in it: a person who does was forgotten, and must not be forgotten once more. */
function isDone({ control, resolvedAt }: Conversation): boolean {
  return control.holder === 'bot' || resolvedAt !== null;
}
