import type { ClientSession } from 'mongoose';
import { pastDays } from '../../domain/day-figures.ts';
import { endOf, isOpen, type Handoff } from '../../domain/handoff.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Models } from './models.ts';
import type { CaseRow } from './row-shapes.ts';

/**
 * What the figures must know of a commit, as a part of it: which finished days it changes, as marks of
 * their own, so that no two commits stand in each other's way; and until when staff had to do with a
 * person, beyond all time while they have.
 */
export class FigureChanges {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async handoffPut(
    { before, next }: { readonly before: Handoff | null; readonly next: Handoff },
    now: Instant,
    session: ClientSession,
  ): Promise<void> {
    await this.#mark(
      before === null ? momentsOf(next) : [before, next].flatMap(momentsOf),
      now,
      session,
    );
    const staffedUntil = isOpen(next)
      ? Number.MAX_SAFE_INTEGER
      : await this.#lastEnd(next.conversationId, session);
    await this.#models.conversations.updateOne(
      { _id: next.conversationId },
      { $set: { staffedUntil } },
      { session },
    );
  }

  /** Cases count by their day and type. */
  async casePut(
    {
      before,
      next,
    }: {
      readonly before: Pick<CaseRow, 'type' | 'createdAt'> | null;
      readonly next: Pick<CaseRow, 'type' | 'createdAt'>;
    },
    now: Instant,
    session: ClientSession,
  ): Promise<void> {
    if (before?.type === next.type && before.createdAt === next.createdAt) return;
    await this.#mark([before?.createdAt ?? null, next.createdAt ?? null], now, session);
  }

  /** Before the person's handoffs are dropped. */
  async erase(conversation: string, now: Instant, session: ClientSession): Promise<void> {
    const rows = await this.#handoffsOf(conversation, session);
    await this.#mark(rows.flatMap(momentsOf), now, session);
  }

  async #mark(
    moments: readonly (Instant | null)[],
    now: Instant,
    session: ClientSession,
  ): Promise<void> {
    const days = pastDays(moments, now);
    if (days.length === 0) return;
    await this.#models.dayChanges.insertMany(
      days.map((day) => ({ day })),
      { session },
    );
  }

  async #lastEnd(conversation: string, session: ClientSession): Promise<Instant> {
    const ends = (await this.#handoffsOf(conversation, session)).map(
      (handoff) => endOf(handoff) ?? Number.MAX_SAFE_INTEGER,
    );
    return Math.max(0, ...ends);
  }

  async #handoffsOf(conversation: string, session: ClientSession): Promise<Handoff[]> {
    const rows = await this.#models.handoffs
      .find({ conversationId: conversation }, { doc: 1 }, { session })
      .lean();
    return rows.map(({ doc }) => doc);
  }
}

function momentsOf(handoff: Handoff): (Instant | null)[] {
  return [handoff.requestedAt, endOf(handoff)];
}
