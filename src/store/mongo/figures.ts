import {
  figuresOfDay,
  isSettled,
  type DayFigures,
  type DayRecords,
  type Promised,
} from '../../domain/day-figures.ts';
import type { PeopleFigures } from '../../domain/desk-figures.ts';
import { endOf } from '../../domain/handoff.ts';
import { staffId, type Instant } from '../../domain/ids.ts';
import { startOfDay } from '../../domain/shift.ts';
import { isDuplicate } from './connection.ts';
import type { Models } from './models.ts';
import type { DayFiguresRow, HandoffRow } from './row-shapes.ts';

/** What is read of a handoff. */
const TIMES = [
  ...['requestedAt', 'firstAssignedAt', 'answeredAt', 'status', 'staffId', 'reason'],
  ...['resolvedAt', 'cancelledAt', 'expiredAt'],
].map((field) => `doc.${field}`);

export class MongoFigures {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async days(first: number, last: number, promised: Promised): Promise<DayFigures[]> {
    const range = { $gte: first, $lte: last };
    // Before the figures, and both before anything is counted: what changes a day after that either is
    // in what is counted or leaves its mark for the next reading.
    const changes = await this.#models.dayChanges.find({ day: range }).lean();
    const rows = await this.#models.dayFigures.find({ _id: range }).lean();
    const days: DayFigures[] = [];
    for (let day = first; day <= last; day += 1) {
      const row = rows.find(({ _id }) => _id === day) ?? null;
      const marks = changes.filter((change) => change.day === day).map(({ _id }) => _id);
      const valid = row !== null && row.promiseMs === promised.promiseMs && marks.length === 0;
      const figures = valid ? row.figures : figuresOfDay(day, await this.#recordsOf(day), promised);
      days.push(figures);
      if (valid || !isSettled(day, promised)) continue;
      const kept = await this.#keep(row, { promiseMs: promised.promiseMs, figures });
      if (kept) await this.#models.dayChanges.deleteMany({ _id: { $in: marks } });
    }
    return days;
  }

  async people(from: Instant): Promise<PeopleFigures> {
    // Read from an index alone (migrations.ts).
    const [row] = await this.#models.conversations.aggregate<PeopleFigures>([
      { $match: { 'doc.windowOpenedAt': { $gte: from } } },
      {
        $group: {
          _id: null,
          people: { $sum: 1 },
          withStaff: { $sum: { $cond: [{ $gte: ['$staffedUntil', from] }, 1, 0] } },
        },
      },
    ]);
    return { people: row?.people ?? 0, withStaff: row?.withStaff ?? 0 };
  }

  /** @returns false when another instance has kept the day meanwhile: it may have seen more */
  async #keep(
    before: DayFiguresRow | null,
    next: Pick<DayFiguresRow, 'promiseMs' | 'figures'>,
  ): Promise<boolean> {
    const { dayFigures } = this.#models;
    if (before !== null) {
      const { _id, version } = before;
      const set = { $set: { ...next, version: version + 1 } };
      return (await dayFigures.updateOne({ _id, version }, set)).modifiedCount === 1;
    }
    try {
      await dayFigures.create([{ _id: next.figures.day, version: 1, ...next }]);
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async #recordsOf(day: number): Promise<DayRecords> {
    const period = { $gte: startOfDay(day), $lt: startOfDay(day + 1) };
    const { cases, handoffs } = this.#models;
    const timesOf = (match: object) =>
      handoffs.find(match).select(TIMES).lean<Pick<HandoffRow, 'doc'>[]>();
    const [asked, resolved, types] = await Promise.all([
      timesOf({ 'doc.requestedAt': period, 'doc.reason': { $ne: 'agent_started' } }),
      timesOf({ 'doc.resolvedAt': period }),
      cases.aggregate<{ _id: string; count: number }>([
        { $match: { createdAt: period } },
        { $group: { _id: '$type', count: { $sum: 1 } } },
      ]),
    ]);
    return {
      asked: asked.map(({ doc }) => ({
        requestedAt: doc.requestedAt,
        answeredAt: doc.answeredAt ?? null,
        endedAt: endOf(doc),
      })),
      resolved: resolved.flatMap(({ doc }) => {
        if (doc.status !== 'resolved') return [];
        const { answeredAt, firstAssignedAt, reason, requestedAt, resolvedAt } = doc;
        const waited = reason !== 'agent_started' && answeredAt !== undefined;
        return {
          staffId: staffId(doc.staffId),
          resolvedAt,
          assignedAt: firstAssignedAt ?? null,
          waitedMs: waited ? answeredAt - requestedAt : null,
        };
      }),
      cases: Object.fromEntries(types.map(({ _id, count }) => [_id, count])),
    };
  }
}
