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
import { staffId, type Instant } from '../../domain/ids.ts';
import type { Promised } from '../../ports.ts';
import type { Models } from './models.ts';

/** Thailand's clock is seven hours ahead of UTC. */
const AHEAD = 7 * 3_600_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const subtract = (a: unknown, b: unknown) => ({ $subtract: [a, b] });
const isSet = (field: string) => ({ $cond: [{ $gt: [field, 0] }, 1, 0] });
const FIRST_RESPONSE = subtract('$doc.answeredAt', '$doc.requestedAt');
const HANDLING = subtract('$doc.resolvedAt', '$doc.firstAssignedAt');

const asked = ({ from, to }: Period) => ({
  'doc.requestedAt': { $gte: from, $lt: to },
  'doc.reason': { $ne: 'agent_started' },
});
const resolvedIn = ({ from, to }: Period) => ({ 'doc.resolvedAt': { $gte: from, $lt: to } });

/** Whoever still waits is judged by now. */
function broken({ promiseMs, now }: Promised) {
  const end = {
    $ifNull: [
      '$doc.answeredAt',
      {
        $ifNull: [
          '$doc.resolvedAt',
          { $ifNull: ['$doc.cancelledAt', { $ifNull: ['$doc.expiredAt', now] }] },
        ],
      },
    ],
  };
  return { $cond: [{ $gt: [subtract(end, '$doc.requestedAt'), promiseMs] }, 1, 0] };
}

export class MongoFigures {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async waits(period: Period, promised: Promised): Promise<WaitFigures> {
    const { handoffs } = this.#models;
    const [sums, firstResponse, handling, resolved] = await Promise.all([
      handoffs.aggregate<Record<'requested' | 'answered' | 'broken', number>>([
        { $match: asked(period) },
        {
          $group: {
            _id: null,
            requested: { $sum: 1 },
            answered: { $sum: isSet('$doc.answeredAt') },
            broken: { $sum: broken(promised) },
          },
        },
      ]),
      this.#spread({ ...asked(period), 'doc.answeredAt': { $gt: 0 } }, FIRST_RESPONSE),
      this.#spread({ ...resolvedIn(period), 'doc.firstAssignedAt': { $gt: 0 } }, HANDLING),
      handoffs.countDocuments(resolvedIn(period)),
    ]);
    const {
      requested,
      answered,
      broken: late,
    } = sums[0] ?? { requested: 0, answered: 0, broken: 0 };
    return { requested, answered, broken: late, firstResponse, resolved, handling };
  }

  async hours(period: Period, promised: Promised): Promise<HourFigures[]> {
    const rows = await this.#models.handoffs.aggregate<
      { _id: number } & Record<'requested' | 'answered' | 'broken', number>
    >([
      { $match: asked(period) },
      {
        $group: {
          _id: { $floor: { $divide: [{ $add: ['$doc.requestedAt', AHEAD] }, HOUR] } },
          requested: { $sum: 1 },
          answered: { $sum: isSet('$doc.answeredAt') },
          broken: { $sum: broken(promised) },
        },
      },
      { $sort: { _id: 1 } },
    ]);
    return rows.map(({ _id, ...sums }) => ({ hour: _id, ...sums }));
  }

  async agents(period: Period): Promise<AgentFigures[]> {
    const rows = await this.#models.handoffs.aggregate<{
      _id: string;
      resolved: number;
      response: number | null;
      handling: number | null;
    }>([
      { $match: resolvedIn(period) },
      {
        $group: {
          _id: '$doc.staffId',
          resolved: { $sum: 1 },
          // A missing moment makes null, which no mean counts.
          response: {
            $avg: { $cond: [{ $ne: ['$doc.reason', 'agent_started'] }, FIRST_RESPONSE, null] },
          },
          handling: { $avg: HANDLING },
        },
      },
      { $sort: { _id: 1 } },
    ]);
    const mean = (value: number | null) => (value === null ? null : Math.round(value));
    return rows.map(({ _id, resolved, response, handling }) => ({
      staffId: staffId(_id),
      resolved,
      meanFirstResponse: mean(response),
      meanHandling: mean(handling),
    }));
  }

  async cases({ from, to }: Period): Promise<CaseCount[]> {
    const rows = await this.#models.cases.aggregate<{
      _id: { day: number; type: string };
      count: number;
    }>([
      { $match: { createdAt: { $gte: from, $lt: to } } },
      {
        $group: {
          _id: {
            day: { $floor: { $divide: [{ $add: ['$createdAt', AHEAD] }, DAY] } },
            type: '$type',
          },
          count: { $sum: 1 },
        },
      },
      { $sort: { '_id.day': 1, '_id.type': 1 } },
    ]);
    return rows.map(({ _id, count }) => ({ ..._id, count }));
  }

  async people(from: Instant): Promise<PeopleFigures> {
    const { conversations, handoffs } = this.#models;
    const acted = { 'doc.windowOpenedAt': { $gte: from } };
    const people = await conversations.countDocuments(acted);
    const [staffed] = await handoffs.aggregate<{ count: number }>([
      {
        $match: {
          $or: [
            { open: true },
            { 'doc.resolvedAt': { $gte: from } },
            { 'doc.cancelledAt': { $gte: from } },
            { 'doc.expiredAt': { $gte: from } },
          ],
        },
      },
      { $group: { _id: '$conversationId' } },
      {
        $lookup: {
          from: 'conversations',
          localField: '_id',
          foreignField: '_id',
          pipeline: [{ $match: acted }, { $project: { _id: 1 } }],
          as: 'acted',
        },
      },
      { $match: { 'acted.0': { $exists: true } } },
      { $count: 'count' },
    ]);
    return { people, withStaff: staffed?.count ?? 0 };
  }

  /** Counted by the second, so that one reading in order gives every place. */
  async #spread(match: Record<string, unknown>, of: object): Promise<Spread | null> {
    const rows = await this.#models.handoffs.aggregate<{ _id: number; count: number }>([
      { $match: match },
      { $group: { _id: { $floor: { $divide: [of, 1_000] } }, count: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ]);
    return spreadOf(rows.map(({ _id, count }) => ({ seconds: _id, count })));
  }
}
