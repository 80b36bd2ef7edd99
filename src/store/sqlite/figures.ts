import {
  figuresOfDay,
  isSettled,
  type DayFigures,
  type DayRecords,
  type Promised,
} from '../../domain/day-figures.ts';
import type { PeopleFigures } from '../../domain/desk-figures.ts';
import { endOf, type Handoff } from '../../domain/handoff.ts';
import { staffId, type Instant } from '../../domain/ids.ts';
import { startOfDay } from '../../domain/shift.ts';
import type { Database } from './database.ts';
import type { Writes } from './writes.ts';

/** What the figures read of a handoff. */
export function handoffColumns(handoff: Handoff): Record<string, string | number | null> {
  return {
    requested_at: handoff.requestedAt,
    assigned_at: handoff.firstAssignedAt ?? null,
    answered_at: handoff.answeredAt ?? null,
    ended_at: endOf(handoff),
    status: handoff.status,
    staff: 'staffId' in handoff ? handoff.staffId : null,
    reason: handoff.reason,
  };
}

/**
 * What is read stands in indexes (schema.ts: handoffs_asked, handoffs_ended, cases_opened). Kept days
 * are dropped by triggers there.
 */
export class SqliteFigures {
  readonly #db: Database;
  readonly #writes: Writes;

  constructor(db: Database, writes: Writes) {
    this.#db = db;
    this.#writes = writes;
  }

  async days(first: number, last: number, promised: Promised): Promise<DayFigures[]> {
    const kept = this.#kept(first, last, promised);
    const days: DayFigures[] = [];
    for (let day = first; day <= last; day += 1) {
      days.push(
        kept.get(day) ??
          // Counted and kept in one transaction: nothing changes in between.
          (isSettled(day, promised)
            ? await this.#writes.fleeting(() => this.#keep(day, promised))
            : figuresOfDay(day, this.#recordsOf(day), promised)),
      );
    }
    return days;
  }

  people(from: Instant): PeopleFigures {
    const row = this.#db.get(
      `SELECT count(*) AS people, sum(staffed_until >= ?) AS staffed
       FROM conversations WHERE acted_at >= ?`,
      from,
      from,
    );
    return { people: Number(row?.['people']), withStaff: Number(row?.['staffed'] ?? 0) };
  }

  #kept(first: number, last: number, { promiseMs }: Promised): Map<number, DayFigures> {
    const rows = this.#db.all(
      'SELECT day, doc FROM day_figures WHERE day BETWEEN ? AND ? AND promise_ms = ?',
      first,
      last,
      promiseMs,
    );
    return new Map(
      rows.map(({ day, doc }) => [Number(day), JSON.parse(String(doc)) as DayFigures]),
    );
  }

  #keep(day: number, promised: Promised): DayFigures {
    const figures = figuresOfDay(day, this.#recordsOf(day), promised);
    this.#db.run(
      `INSERT INTO day_figures (day, promise_ms, doc) VALUES (?, ?, ?)
       ON CONFLICT (day) DO UPDATE SET promise_ms = excluded.promise_ms, doc = excluded.doc`,
      day,
      promised.promiseMs,
      JSON.stringify(figures),
    );
    return figures;
  }

  #recordsOf(day: number): DayRecords {
    const period = [startOfDay(day), startOfDay(day + 1)] as const;
    const asked = this.#db.all(
      `SELECT requested_at, answered_at, ended_at FROM handoffs
       WHERE requested_at >= ? AND requested_at < ? AND reason <> 'agent_started'`,
      ...period,
    );
    const resolved = this.#db.all(
      `SELECT staff, ended_at, assigned_at,
         CASE WHEN reason <> 'agent_started' THEN answered_at - requested_at END AS waited
       FROM handoffs WHERE ended_at >= ? AND ended_at < ? AND status = 'resolved'`,
      ...period,
    );
    // By the clock in Thailand, seven hours ahead of UTC.
    const cases = this.#db.all(
      `SELECT type, (created_at + 25200000) / 3600000 % 24 AS hour, count(*) AS n FROM cases
       WHERE created_at >= ? AND created_at < ? GROUP BY type, hour`,
      ...period,
    );
    return {
      asked: asked.map((row) => ({
        requestedAt: Number(row['requested_at']),
        answeredAt: numberOf(row['answered_at']),
        endedAt: numberOf(row['ended_at']),
      })),
      resolved: resolved.map((row) => ({
        staffId: staffId(String(row['staff'])),
        resolvedAt: Number(row['ended_at']),
        assignedAt: numberOf(row['assigned_at']),
        waitedMs: numberOf(row['waited']),
      })),
      cases: cases.map(({ type, hour, n }) => ({
        type: String(type),
        hour: Number(hour),
        count: Number(n),
      })),
    };
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
