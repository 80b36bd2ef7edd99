import {
  FIGURES_FORM,
  figuresOfDay,
  isSettled,
  type Asked,
  type DayFigures,
  type Promised,
  type Resolved,
} from '../../domain/day-figures.ts';
import type { PeopleFigures } from '../../domain/desk-figures.ts';
import { endOf } from '../../domain/handoff.ts';
import { staffId, type Instant } from '../../domain/ids.ts';
import { dayInBangkok, startOfDay } from '../../domain/shift.ts';
import { isDuplicate } from './connection.ts';
import type { Models } from './models.ts';
import type { DayChangeRow, DayFiguresRow, HandoffRow } from './row-shapes.ts';

const HOUR = 3_600_000;
/** Days that are read by one question: each question has its price, and what it brings is held in memory. */
const DAYS_AT_ONCE = 10;
const HOUR_OPENED = { $floor: { $divide: ['$createdAt', HOUR] } };

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
    const marksOf = new Map<number, DayChangeRow['_id'][]>();
    for (const { _id, day } of changes) marksOf.set(day, [...(marksOf.get(day) ?? []), _id]);
    const rowOf = new Map(rows.map((row) => [row._id, row]));
    const found = new Map<number, DayFigures>();
    const missing: number[] = [];
    for (let day = first; day <= last; day += 1) {
      const row = rowOf.get(day);
      if (row !== undefined && isValid(row, promised) && !marksOf.has(day)) {
        found.set(day, row.figures);
      } else missing.push(day);
    }
    for (const part of partsOf(missing)) {
      const counted = await this.#count(part, promised);
      for (const figures of counted) found.set(figures.day, figures);
      const settled = counted.filter(({ day }) => isSettled(day, promised));
      const kept = await this.#keep(settled, rowOf, promised);
      const marks = kept.flatMap((day) => marksOf.get(day) ?? []);
      if (marks.length > 0) await this.#models.dayChanges.deleteMany({ _id: { $in: marks } });
    }
    return [...found.values()].sort((a, b) => a.day - b.day);
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

  /** @returns the days that no other instance has kept meanwhile: it may have seen more */
  async #keep(
    days: readonly DayFigures[],
    rowOf: ReadonlyMap<number, DayFiguresRow>,
    { promiseMs }: Promised,
  ): Promise<number[]> {
    const kept: number[] = [];
    const unknown: DayFiguresRow[] = [];
    for (const counted of days) {
      const { day } = counted;
      const figures = { ...counted, form: FIGURES_FORM };
      const before = rowOf.get(day);
      if (before === undefined) unknown.push({ _id: day, version: 1, promiseMs, figures });
      else {
        const { version } = before;
        const set = { $set: { promiseMs, figures, version: version + 1 } };
        const done = await this.#models.dayFigures.updateOne({ _id: day, version }, set);
        if (done.modifiedCount === 1) kept.push(day);
      }
    }
    return [...kept, ...(await this.#add(unknown))];
  }

  async #add(rows: readonly DayFiguresRow[]): Promise<number[]> {
    try {
      if (rows.length > 0) await this.#models.dayFigures.insertMany(rows, { ordered: false });
      return rows.map(({ _id }) => _id);
    } catch (error) {
      // Whichever of them were added: what has changed of them is counted once more.
      if (isDuplicate(error)) return [];
      throw error;
    }
  }

  /** Days that follow each other, by one reading of each collection. */
  async #count({ first, last }: Part, promised: Promised): Promise<DayFigures[]> {
    const period = { $gte: startOfDay(first), $lt: startOfDay(last + 1) };
    const { cases, handoffs } = this.#models;
    const timesOf = (match: object) =>
      handoffs.find(match).select(TIMES).lean<Pick<HandoffRow, 'doc'>[]>();
    const [asked, resolved, opened] = await Promise.all([
      timesOf({ 'doc.requestedAt': period, 'doc.reason': { $ne: 'agent_started' } }),
      timesOf({ 'doc.resolvedAt': period }),
      cases.aggregate<{ _id: { type: string; hour: number }; count: number }>([
        { $match: { createdAt: period } },
        // Hours since 1970: the clock in Thailand is whole hours ahead.
        { $group: { _id: { type: '$type', hour: HOUR_OPENED }, count: { $sum: 1 } } },
      ]),
    ]);
    const askedOn = byDay(asked.map(askedOf), ({ requestedAt }) => requestedAt);
    const resolvedOn = byDay(resolved.flatMap(resolvedOf), ({ resolvedAt }) => resolvedAt);
    const openedOn = byDay(
      opened.map(({ _id: { type, hour }, count }) => ({ type, at: hour * HOUR, count })),
      ({ at }) => at,
    );
    return Array.from({ length: last - first + 1 }, (_, index) => {
      const day = first + index;
      const records = {
        asked: askedOn.get(day) ?? [],
        resolved: resolvedOn.get(day) ?? [],
        cases: (openedOn.get(day) ?? []).map(({ type, at, count }) => ({
          ...{ type, count },
          hour: (at - startOfDay(day)) / HOUR,
        })),
      };
      return figuresOfDay(day, records, promised);
    });
  }
}

interface Part {
  readonly first: number;
  readonly last: number;
}

/** Days in rising order as spans of days that follow each other, none longer than is read at once. */
function partsOf(days: readonly number[]): Part[] {
  const parts: Part[] = [];
  for (const day of days) {
    const before = parts.at(-1);
    const goesOn = before?.last === day - 1 && day - before.first < DAYS_AT_ONCE;
    if (goesOn) parts[parts.length - 1] = { first: before.first, last: day };
    else parts.push({ first: day, last: day });
  }
  return parts;
}

function isValid({ promiseMs, figures }: DayFiguresRow, promised: Promised): boolean {
  return promiseMs === promised.promiseMs && figures.form === FIGURES_FORM;
}

function byDay<Item>(
  items: readonly Item[],
  momentOf: (item: Item) => Instant,
): ReadonlyMap<number, readonly Item[]> {
  const days = new Map<number, Item[]>();
  for (const item of items) {
    const day = dayInBangkok(momentOf(item)).number;
    const those = days.get(day);
    if (those === undefined) days.set(day, [item]);
    else those.push(item);
  }
  return days;
}

function askedOf({ doc }: Pick<HandoffRow, 'doc'>): Asked {
  const { requestedAt, answeredAt = null } = doc;
  return { requestedAt, answeredAt, endedAt: endOf(doc) };
}

function resolvedOf({ doc }: Pick<HandoffRow, 'doc'>): Resolved[] {
  if (doc.status !== 'resolved') return [];
  const { answeredAt, firstAssignedAt, reason, requestedAt, resolvedAt } = doc;
  const waited = reason !== 'agent_started' && answeredAt !== undefined;
  return [
    {
      staffId: staffId(doc.staffId),
      resolvedAt,
      assignedAt: firstAssignedAt ?? null,
      waitedMs: waited ? answeredAt - requestedAt : null,
    },
  ];
}
