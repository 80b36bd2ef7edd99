import type { Case } from '../../domain/case.ts';
import { MOST_COUNTED, type Control, type Conversation } from '../../domain/conversation.ts';
import type { Tombstone } from '../../domain/erasure.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Handoff } from '../../domain/handoff.ts';
import type { LiveEvent } from '../../domain/live-event.ts';
import type { ThreadMessage } from '../../domain/message.ts';
import { formatCursor, parseCursor } from '../../domain/page-cursor.ts';
import type { UnansweredQuestion } from '../../domain/unanswered.ts';
import type { CaseQuery, ConversationQuery, IdlePage, Page } from '../../ports.ts';
import type { Models } from './models.ts';
import { caseHits, conversationHits } from './search.ts';

type Filter = Record<string, unknown>;

interface Order {
  readonly field: 'updatedAt' | 'waitingSince';
  readonly way: 1 | -1;
}
const LATEST: Order = { field: 'updatedAt', way: -1 };

export class MongoReading {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async conversation(id: string): Promise<Conversation | null> {
    return (await this.#models.conversations.findById(id).lean())?.doc ?? null;
  }

  async conversations(query: ConversationQuery): Promise<Page<Conversation>> {
    const waiting = query.control === 'queue';
    const by: Order = waiting ? { field: 'waitingSince', way: 1 } : { field: 'updatedAt', way: -1 };
    const filter: Filter = {
      // Said of both values too: an index in which they stand apart gives the order all the same.
      resolved: query.resolved ?? { $in: [false, true] },
      ...(waiting && { waitingSince: { $gt: 0 } }),
      ...(!waiting && query.control !== undefined && { holder: query.control }),
      ...(query.assignee !== undefined && { staffId: query.assignee }),
      ...(query.snoozed !== undefined && {
        'doc.control.snoozedUntil': { $exists: query.snoozed },
      }),
      ...(query.type !== undefined && { 'doc.problemType': query.type }),
      ...(query.urgent !== undefined && { 'doc.urgent': query.urgent }),
    };
    const words = query.q?.trim() ?? '';
    if (words !== '') filter['_id'] = { $in: await conversationHits(this.#models, words) };
    const list = this.#models.conversations
      .find(behind(filter, query.cursor, by))
      .sort({ [by.field]: by.way, _id: by.way })
      .limit(query.limit + 1);
    // The few hits first, and not the whole list in its order.
    const rows = await (words === '' ? list : list.hint({ _id: 1 })).lean();
    return pageOf(rows, query.limit, (row) => row[by.field] ?? 0);
  }

  async conversationCounts(): Promise<Record<Control['holder'], number>> {
    const count = (holder: Control['holder']) =>
      this.#models.conversations.countDocuments(
        { holder, resolved: false },
        { limit: MOST_COUNTED },
      );
    const [bot, queue, agent] = await Promise.all([count('bot'), count('queue'), count('agent')]);
    return { bot, queue, agent };
  }

  async messages(
    id: string,
    range: { readonly before: number | null; readonly limit: number },
  ): Promise<ThreadMessage[]> {
    const earlier = range.before === null ? {} : { seq: { $lt: range.before } };
    const rows = await this.#models.messages
      .find({ conversationId: id, ...earlier }, { doc: 1 })
      .sort({ seq: -1 })
      .limit(range.limit)
      .lean();
    return rows.map((row) => row.doc).toReversed();
  }

  async message(id: string): Promise<ThreadMessage | null> {
    return (await this.#models.messages.findById(id).lean())?.doc ?? null;
  }

  async messagesByMid(id: string, mids: readonly string[]): Promise<ThreadMessage[]> {
    const wanted = { $in: [...mids] };
    const rows = await this.#models.messages
      .find({ conversationId: id, $or: [{ 'doc.mid': wanted }, { 'doc.delivery.mid': wanted }] })
      .sort({ seq: 1 })
      .lean();
    return rows.map((row) => row.doc);
  }

  async openHandoff(id: string): Promise<Handoff | null> {
    const row = await this.#models.handoffs.findOne({ conversationId: id, open: true }).lean();
    return row?.doc ?? null;
  }

  async caseByReference(reference: string): Promise<Case | null> {
    return (await this.#models.cases.findById(reference).lean())?.doc ?? null;
  }

  async cases(query: CaseQuery): Promise<Page<Case>> {
    const filter: Filter = {};
    if (query.status !== undefined) filter['status'] = query.status;
    if (query.type !== undefined) filter['type'] = query.type;
    if (query.holder !== undefined) filter['holder'] = query.holder;
    const words = query.q?.trim() ?? '';
    const list = behind(filter, query.cursor, LATEST);
    const found = words === '' ? null : await caseHits(this.#models, words, list, query.limit + 1);
    const rows = await this.#models.cases
      .find(found === null ? list : { ...list, _id: { $in: found } })
      .sort({ updatedAt: -1, _id: -1 })
      .limit(query.limit + 1)
      .lean();
    return pageOf(rows, query.limit, (row) => row.updatedAt);
  }

  async casesByKeys(keys: readonly string[], limit: number): Promise<Case[]> {
    const found = await Promise.all(
      keys.map((key) =>
        this.#models.cases
          .find({ keys: key }, { _id: 1, createdAt: 1 })
          .sort({ createdAt: -1 })
          .limit(limit)
          .lean(),
      ),
    );
    const ids = [...new Set(found.flat().map(({ _id }) => _id))];
    const rows = await this.#models.cases
      .find({ _id: { $in: ids } })
      .sort({ createdAt: -1, _id: -1 })
      .lean();
    return rows.map((row) => row.doc);
  }

  async evidenceOf(filter: { reference: string } | { conversationId: string }) {
    const rows = await this.#models.evidence.find(filter).sort({ _id: 1 }).lean();
    return rows.map((row) => row.doc);
  }

  async evidence(id: string): Promise<Evidence | null> {
    return (await this.#models.evidence.findById(id).lean())?.doc ?? null;
  }

  async unanswered(page: {
    readonly cursor?: string;
    readonly limit: number;
  }): Promise<Page<UnansweredQuestion>> {
    const filter = page.cursor === undefined ? {} : { _id: { $lt: page.cursor } };
    const rows = await this.#models.unanswered
      .find(filter)
      .sort({ _id: -1 })
      .limit(page.limit + 1)
      .lean();
    const items = rows.slice(0, page.limit).map((row) => row.doc);
    return { items, nextCursor: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
  }

  async idleConversations(page: IdlePage): Promise<Conversation[]> {
    const rows = await this.#models.conversations
      .find({ 'doc.caseReferences': { $eq: [] }, ...idle(page) }, { doc: 1 })
      .sort({ updatedAt: 1, _id: 1 })
      .limit(page.limit)
      .lean();
    return rows.map(({ doc }) => doc);
  }

  async idleCases(status: string, page: IdlePage): Promise<Case[]> {
    // Null finds what is missing, in an index; that it does not exist is looked for in each record.
    const rows = await this.#models.cases
      .find({ status, 'doc.erasedAt': { $eq: null }, ...idle(page) }, { doc: 1 })
      .sort({ updatedAt: 1, _id: 1 })
      .limit(page.limit)
      .lean();
    return rows.map(({ doc }) => doc);
  }

  async tombstone(id: string): Promise<Tombstone | null> {
    return (await this.#models.tombstones.findById(id).lean())?.doc ?? null;
  }

  async liveEvents(afterId: string, limit: number): Promise<LiveEvent[]> {
    const rows = await this.#models.liveEvents
      .find({ _id: { $gt: afterId } })
      .sort({ _id: 1 })
      .limit(limit)
      .lean();
    return rows.map((row) => row.doc);
  }
}

function idle({ before, after }: IdlePage) {
  if (after === null) return { updatedAt: { $lt: before } };
  const { at, id } = after;
  return {
    updatedAt: { $gte: at, $lt: before },
    $or: [{ updatedAt: { $gt: at } }, { _id: { $gt: id } }],
  };
}

/** What lies behind a cursor in a list ordered by time and id. */
function behind(filter: Filter, text: string | undefined, by: Order): Filter {
  const cursor = text === undefined ? null : parseCursor(text);
  if (cursor === null) return filter;
  const [behindIt, beforeIt] = by.way === 1 ? ['$gte', '$lte'] : ['$lte', '$gte'];
  // Not as "later, or the same time and a higher id": for an OR the list would be sorted anew.
  const seen = { [by.field]: cursor.at, _id: { [beforeIt]: cursor.id } };
  return { $and: [filter, { [by.field]: { [behindIt]: cursor.at } }], $nor: [seen] };
}

function pageOf<Row extends { readonly _id: string; readonly doc: unknown }>(
  rows: readonly Row[],
  limit: number,
  at: (row: Row) => number,
): Page<Row['doc']> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => row.doc),
    nextCursor: last === undefined ? null : formatCursor({ at: at(last), id: last._id }),
  };
}
