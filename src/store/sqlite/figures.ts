import {
  spreadOf,
  type AgentFigures,
  type CaseCount,
  type HourFigures,
  type PeopleFigures,
  type Period,
  type Spread,
  type WaitFigures,
} from '../../domain/desk-figures.ts';
import type { Handoff } from '../../domain/handoff.ts';
import { staffId, type Instant } from '../../domain/ids.ts';
import type { Promised } from '../../ports.ts';
import type { Database } from './database.ts';

/** Thailand's clock is seven hours ahead of UTC. */
const AHEAD = 7 * 3_600_000;
const ASKED = `requested_at >= ? AND requested_at < ? AND reason <> 'agent_started'`;
const RESOLVED = `ended_at >= ? AND ended_at < ? AND status = 'resolved'`;
/** Whoever still waits is judged by now. Parameters: now, the promise. */
const BROKEN = 'coalesce(answered_at, ended_at, ?) - requested_at > ?';

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

function endOf(handoff: Handoff): Instant | null {
  switch (handoff.status) {
    case 'resolved':
      return handoff.resolvedAt;
    case 'cancelled':
      return handoff.cancelledAt;
    case 'expired':
      return handoff.expiredAt;
    default:
      return null;
  }
}

/** Every figure is read from an index alone (schema.ts: handoffs_asked, handoffs_ended). */
export class SqliteFigures {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  waits({ from, to }: Period, { promiseMs, now }: Promised): WaitFigures {
    const asked = this.#db.get(
      `SELECT count(*) AS requested, count(answered_at) AS answered, sum(${BROKEN}) AS broken
       FROM handoffs WHERE ${ASKED}`,
      now,
      promiseMs,
      from,
      to,
    );
    const handling = this.#spread(
      'ended_at - assigned_at',
      `${RESOLVED} AND assigned_at > 0`,
      from,
      to,
    );
    const resolved = this.#db.get(`SELECT count(*) AS n FROM handoffs WHERE ${RESOLVED}`, from, to);
    return {
      requested: Number(asked?.['requested']),
      answered: Number(asked?.['answered']),
      broken: Number(asked?.['broken'] ?? 0),
      firstResponse: this.#spread(
        'answered_at - requested_at',
        `${ASKED} AND answered_at > 0`,
        from,
        to,
      ),
      resolved: Number(resolved?.['n']),
      handling,
    };
  }

  hours({ from, to }: Period, { promiseMs, now }: Promised): HourFigures[] {
    const rows = this.#db.all(
      `SELECT (requested_at + ${AHEAD}) / 3600000 AS hour, count(*) AS requested,
         count(answered_at) AS answered, sum(${BROKEN}) AS broken
       FROM handoffs WHERE ${ASKED} GROUP BY 1 ORDER BY 1`,
      now,
      promiseMs,
      from,
      to,
    );
    return rows.map((row) => ({
      hour: Number(row['hour']),
      requested: Number(row['requested']),
      answered: Number(row['answered']),
      broken: Number(row['broken']),
    }));
  }

  agents({ from, to }: Period): AgentFigures[] {
    const rows = this.#db.all(
      `SELECT staff, count(*) AS resolved, avg(ended_at - assigned_at) AS handling,
         avg(CASE WHEN reason <> 'agent_started' THEN answered_at - requested_at END) AS response
       FROM handoffs WHERE ${RESOLVED} GROUP BY staff ORDER BY staff`,
      from,
      to,
    );
    const mean = (value: unknown) => (typeof value === 'number' ? Math.round(value) : null);
    return rows.map((row) => ({
      staffId: staffId(String(row['staff'])),
      resolved: Number(row['resolved']),
      meanFirstResponse: mean(row['response']),
      meanHandling: mean(row['handling']),
    }));
  }

  cases({ from, to }: Period): CaseCount[] {
    const rows = this.#db.all(
      `SELECT (created_at + ${AHEAD}) / 86400000 AS day, type, count(*) AS n FROM cases
       WHERE created_at >= ? AND created_at < ? GROUP BY 1, 2 ORDER BY 1, 2`,
      from,
      to,
    );
    return rows.map((row) => ({
      day: Number(row['day']),
      type: String(row['type']),
      count: Number(row['n']),
    }));
  }

  people(from: Instant): PeopleFigures {
    const row = this.#db.get(
      `SELECT count(*) AS people, sum(EXISTS (
         SELECT 1 FROM handoffs WHERE conversation_id = conversations.id
           AND (ended_at IS NULL OR ended_at >= ?))) AS staffed
       FROM conversations WHERE acted_at >= ?`,
      from,
      from,
    );
    return { people: Number(row?.['people']), withStaff: Number(row?.['staffed'] ?? 0) };
  }

  /** Counted by the second, so that one reading in order gives every place. */
  #spread(of: string, where: string, from: Instant, to: Instant): Spread | null {
    return spreadOf(
      this.#db
        .all(
          `SELECT (${of}) / 1000 AS seconds, count(*) AS n FROM handoffs WHERE ${where}
           GROUP BY 1 ORDER BY 1`,
          from,
          to,
        )
        .map((row) => ({ seconds: Number(row['seconds']), count: Number(row['n']) })),
    );
  }
}
