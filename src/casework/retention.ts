import type { Case } from '../domain/case.ts';
import type { Conversation } from '../domain/conversation.ts';
import { obstacleOf } from '../domain/erasure.ts';
import type { Instant } from '../domain/ids.ts';
import { dueBefore, KEPT_KINDS, type KeepingDays } from '../domain/keeping.ts';
import type { Breath, IdlePage, Store } from '../ports.ts';
import { eraseCase, eraseConversation, type EraseResult, type EraseTools } from './erase.ts';

export interface RetentionTools extends EraseTools {
  readonly store: Pick<
    Store,
    'conversation' | 'caseByReference' | 'commit' | 'idleConversations' | 'idleCases'
  >;
  /** Comes behind each page that was read and each person or case that was erased. */
  readonly breath: Breath;
}

export interface Retained {
  /** Erased, or, in a dry run, those that would be. */
  readonly conversations: number;
  readonly cases: number;
  /** Due and kept all the same: a legal hold, or something on its way. */
  readonly kept: number;
}

/** So many are read at a time. */
const PAGE = 50;
const ORDER = { reason: 'retention', by: 'system' } as const;

/**
 * Erases what has been kept for as long as the notice tells, one person or case at a time. Harmless
 * at any time and from several instances at once; what is left when it ends early is due the next
 * time as well.
 * @param dryRun counts and changes nothing
 */
export async function eraseDue(
  tools: RetentionTools,
  now: Instant,
  { days, dryRun }: { readonly days: KeepingDays; readonly dryRun: boolean },
): Promise<Retained> {
  const count = { conversations: 0, cases: 0, kept: 0 };
  const note = (of: 'conversations' | 'cases', { status }: EraseResult) => {
    if (status === 'erased') count[of] += 1;
    if (status === 'kept' || status === 'busy') count.kept += 1;
  };
  for await (const { talk, record } of allDue(tools, now, days)) {
    if (dryRun) {
      if (talk !== null) count.conversations += 1;
      else if (obstacleOf(record) === null) count.cases += 1;
      else count.kept += 1;
      continue;
    }
    if (talk !== null) note('conversations', await eraseConversation(tools, talk.id, ORDER));
    else note('cases', await eraseCase(tools, record.reference, ORDER));
    if (!(await tools.breath())) break;
  }
  tools.log.info('privacy.retention', { ...count, dryRun });
  return count;
}

type Due =
  | { readonly talk: Conversation; readonly record: null }
  | { readonly talk: null; readonly record: Case };

/** Page by page, each behind the last item of the one before, however many of them stay. */
async function* allDue(
  { store, breath }: Pick<RetentionTools, 'store' | 'breath'>,
  now: Instant,
  days: KeepingDays,
): AsyncGenerator<Due> {
  for (const kind of KEPT_KINDS) {
    const before = dueBefore(kind, days, now);
    let after: IdlePage['after'] = null;
    do {
      const page: IdlePage = { before, after, limit: PAGE };
      if (kind === 'idle') {
        const talks = await store.idleConversations(page);
        for (const talk of talks.filter(isDone)) yield { talk, record: null };
        after = lastOf(talks, ({ id }) => id);
      } else {
        const records = await store.idleCases(kind, page);
        for (const record of records) yield { talk: null, record };
        after = lastOf(records, ({ reference }) => reference);
      }
      if (!(await breath())) return;
    } while (after !== null);
  }
}

/** Where the next page begins; null: there is none. */
function lastOf<Item extends { readonly updatedAt: Instant }>(
  page: readonly Item[],
  idOf: (item: Item) => string,
): IdlePage['after'] {
  const last = page.at(-1);
  return last === undefined || page.length < PAGE ? null : { at: last.updatedAt, id: idOf(last) };
}

/** Nobody waits in it: a person who does was forgotten, and must not be forgotten once more. */
function isDone({ control, resolvedAt }: Conversation): boolean {
  return control.holder === 'bot' || resolvedAt !== null;
}
