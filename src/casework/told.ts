import type { Case, CaseEvent } from '../domain/case.ts';
import type { Instant } from '../domain/ids.ts';
import type { ReadStore } from '../ports.ts';

export interface ToldEvent extends Pick<CaseEvent, 'at' | 'status' | 'holder'> {
  /** When the message that tells it was sent to the person; null: not told, or not yet. */
  readonly toldAt: Instant | null;
}

/** What happened to a case and when the person was told, oldest first; nothing about who did it. */
export function toldHistory(
  store: Pick<ReadStore, 'message'>,
  record: Pick<Case, 'history'>,
): Promise<ToldEvent[]> {
  return Promise.all(
    record.history.map(async ({ at, status, holder, told }) => {
      const line = told === undefined ? null : await store.message(told.messageId);
      const sent = line?.direction === 'out' && line.delivery.status === 'sent';
      return { at, status, holder, toldAt: sent ? line.delivery.at : null };
    }),
  );
}
