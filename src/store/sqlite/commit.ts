import { isOpen } from '../../domain/handoff.ts';
import {
  caseSearchText,
  conversationSearchText,
  messageSearchText,
} from '../../domain/search-text.ts';
import type { Case } from '../../domain/case.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { NO_MARKS } from '../../domain/line-marks.ts';
import type { Change, CommitResult } from '../../ports.ts';
import type { SqliteAudit } from './audit.ts';
import type { SqliteErase } from './erase.ts';
import { putCaseKeys } from './case-keys.ts';
import type { Database } from './database.ts';
import type { SqliteDuty } from './duty.ts';
import type { SqliteHandOvers } from './hand-overs.ts';
import { handoffColumns } from './figures.ts';
import type { Lanes } from './lanes.ts';
import type { SqliteIntake } from './intake.ts';
import type { SqliteOutbox } from './outbox.ts';
import type { SqliteReferrals } from './referrals.ts';
import type { SqliteOpinions } from './opinions.ts';
import type { SqliteTimers } from './timers.ts';
import type { Writes } from './writes.ts';

type Refusal = Exclude<CommitResult, { status: 'committed' }>;

/** Leaves the transaction, so that nothing of a refused change stays. */
class Refused extends Error {
  readonly result: Refusal;
  constructor(result: Refusal) {
    super(result.status);
    this.result = result;
  }
}

/** What is erased by the notice: nobody waits for it, and it is due again if the power takes it back. */
export function isUnhurried({ erase }: Change): boolean {
  return erase?.tombstone.reason === 'retention';
}

export class SqliteCommit {
  readonly #db: Database;
  readonly #writes: Writes;
  readonly #lanes: Lanes;
  readonly #intake: SqliteIntake;
  readonly #outbox: SqliteOutbox;
  readonly #audit: SqliteAudit;
  readonly #timers: SqliteTimers;
  readonly #erase: SqliteErase;
  readonly #referrals: SqliteReferrals;
  readonly #opinions: SqliteOpinions;
  readonly #duty: SqliteDuty;
  readonly #handOvers: SqliteHandOvers;

  constructor(of: {
    readonly db: Database;
    readonly writes: Writes;
    readonly lanes: Lanes;
    readonly intake: SqliteIntake;
    readonly outbox: SqliteOutbox;
    readonly audit: SqliteAudit;
    readonly timers: SqliteTimers;
    readonly erase: SqliteErase;
    readonly referrals: SqliteReferrals;
    readonly opinions: SqliteOpinions;
    readonly duty: SqliteDuty;
    readonly handOvers: SqliteHandOvers;
  }) {
    this.#db = of.db;
    this.#writes = of.writes;
    this.#lanes = of.lanes;
    this.#intake = of.intake;
    this.#outbox = of.outbox;
    this.#audit = of.audit;
    this.#timers = of.timers;
    this.#erase = of.erase;
    this.#referrals = of.referrals;
    this.#opinions = of.opinions;
    this.#duty = of.duty;
    this.#handOvers = of.handOvers;
  }

  /** @param orphaned is told the files to which nothing refers any more */
  async commit(
    change: Change,
    now: number,
    orphaned: (sha256: string) => void,
  ): Promise<CommitResult> {
    try {
      const write = () => this.#apply(change, now);
      const files = await (isUnhurried(change)
        ? this.#writes.fleeting(write)
        : this.#writes.durable(write));
      files.forEach(orphaned);
      return { status: 'committed' };
    } catch (error) {
      if (error instanceof Refused) return error.result;
      throw error;
    }
  }

  #apply(change: Change, now: number): readonly string[] {
    if (change.turn !== undefined && !this.#lanes.holds('intake', change.turn)) {
      throw new Refused({ status: 'fenced' });
    }
    if (change.timer !== undefined && !this.#timers.finish(change.timer)) {
      throw new Refused({ status: 'fenced' });
    }
    if (change.conversation !== undefined) this.#putConversation(change.conversation);
    for (const message of change.messages ?? []) {
      this.#db.run(
        'INSERT INTO messages (id, conversation_id, seq, search, doc) VALUES (?, ?, ?, ?, ?)',
        message.id,
        message.conversationId,
        message.seq,
        messageSearchText(message),
        JSON.stringify(message),
      );
    }
    for (const line of change.amended ?? []) {
      this.#db.run(
        `UPDATE messages SET search = ?, doc = json_set(doc, '$.marks', json(?)) WHERE id = ?`,
        messageSearchText(line),
        JSON.stringify(line.marks ?? NO_MARKS),
        line.id,
      );
    }
    for (const message of change.outbox ?? []) this.#outbox.add(message);
    for (const { id, outcome } of change.settled ?? []) this.#outbox.settle(id, outcome);
    if (change.unpark === true && change.conversation !== undefined) {
      this.#outbox.unpark(change.conversation.next.id, now);
    }
    if (change.requeue !== undefined) this.#outbox.requeue(change.requeue, now);
    for (const item of change.cases ?? []) this.#putCase(item.expectedVersion, item.next);
    for (const handoff of change.handoffs ?? []) {
      const other = this.#db.get(
        'SELECT id FROM handoffs WHERE conversation_id = ? AND open = 1 AND id <> ?',
        handoff.conversationId,
        handoff.id,
      );
      if (isOpen(handoff) && other !== undefined) {
        throw new Refused({ status: 'conflict', on: 'handoff' });
      }
      this.#put('handoffs', handoff.id, handoff, {
        conversation_id: handoff.conversationId,
        open: isOpen(handoff) ? 1 : 0,
        ...handoffColumns(handoff),
      });
    }
    for (const { expectedVersion, next } of change.referrals ?? []) {
      if (!this.#referrals.put(expectedVersion, next))
        throw new Refused({ status: 'conflict', on: 'referral' });
    }
    this.#putDuty(change);
    for (const item of change.evidence ?? []) {
      this.#put('evidence', item.id, item, {
        conversation_id: item.conversationId,
        reference: item.reference,
      });
    }
    for (const item of change.unanswered ?? []) this.#put('unanswered', item.id, item, {});
    for (const item of change.live ?? []) this.#put('live_events', item.id, item, {});
    this.#audit.append(change.audit ?? []);
    for (const opinion of change.opinions ?? []) this.#opinions.put(opinion);
    for (const id of change.cancelTimers ?? []) this.#timers.cancel(id);
    for (const timer of change.timers ?? []) this.#timers.put(timer);
    if (change.turn !== undefined) this.#intake.finish(change.turn);
    const dropped = this.#erase.dropEvidence(change.dropEvidence ?? []);
    if (change.erase === undefined) return dropped;
    const erased = this.#erase.apply(change.erase);
    if (typeof erased === 'string') throw new Refused({ status: 'conflict', on: erased });
    return [...dropped, ...erased];
  }

  #putDuty({ presences = [], setup, handOvers = [] }: Change): void {
    for (const note of handOvers) this.#handOvers.put(note);
    for (const { expectedVersion, next } of presences) {
      if (!this.#duty.putPresence(expectedVersion, next))
        throw new Refused({ status: 'conflict', on: 'presence' });
    }
    if (setup !== undefined && !this.#duty.putSetup(setup.expectedVersion, setup.next))
      throw new Refused({ status: 'conflict', on: 'setup' });
  }

  #putConversation(change: { expectedVersion: number; next: Conversation }): void {
    const { expectedVersion, next } = change;
    const row = this.#db.get('SELECT version FROM conversations WHERE id = ?', next.id);
    if (Number(row?.['version'] ?? 0) !== expectedVersion) {
      throw new Refused({ status: 'conflict', on: 'conversation' });
    }
    this.#put('conversations', next.id, next, {
      version: next.version,
      holder: next.control.holder,
      staff_id: next.control.holder === 'agent' ? next.control.staffId : null,
      resolved: next.resolvedAt === null ? 0 : 1,
      updated_at: next.updatedAt,
      waiting_since: next.control.holder === 'queue' ? next.control.since : null,
      acted_at: next.windowOpenedAt,
      search: conversationSearchText(next),
    });
  }

  #putCase(expectedVersion: number | null, next: Case): void {
    const row = this.#db.get('SELECT version FROM cases WHERE reference = ?', next.reference);
    if (expectedVersion === null && row !== undefined) {
      throw new Refused({ status: 'conflict', on: 'reference' });
    }
    if (expectedVersion !== null && row?.['version'] !== expectedVersion) {
      throw new Refused({ status: 'conflict', on: 'case' });
    }
    const columns = {
      version: next.version,
      status: next.status,
      type: next.type,
      holder: next.holder,
      updated_at: next.updatedAt,
      created_at: next.createdAt,
      keyed: 1,
      search: caseSearchText(next),
    };
    this.#put('cases', next.reference, next, columns, 'reference');
    putCaseKeys(this.#db, next);
  }

  #put(
    table: string,
    id: string,
    doc: unknown,
    columns: Readonly<Record<string, string | number | null>>,
    key = 'id',
  ): void {
    const names = [key, ...Object.keys(columns), 'doc'];
    const updates = names.slice(1).map((name) => `${name} = excluded.${name}`);
    this.#db.run(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
       ON CONFLICT (${key}) DO UPDATE SET ${updates.join(', ')}`,
      id,
      ...Object.values(columns),
      JSON.stringify(doc),
    );
  }
}
