import { createHash } from 'node:crypto';
import { ofCase, ofConversation, type AuditActor } from '../domain/audit.ts';
import type { Case } from '../domain/case.ts';
import type { Conversation } from '../domain/conversation.ts';
import {
  emptiedCase,
  erasedCase,
  obstacleOf,
  withoutConversation,
  type ErasureReason,
  type KeptCase,
  type Tombstone,
} from '../domain/erasure.ts';
import type { ConversationId, Instant } from '../domain/ids.ts';
import type { ReferenceCode } from '../domain/reference-code.ts';
import type { Change, Clock, Log, Store } from '../ports.ts';

export interface ErasureOrder {
  readonly reason: ErasureReason;
  readonly by: AuditActor;
}

export type ErasurePlan =
  | { readonly status: 'ok'; readonly change: Change }
  | { readonly status: 'not_found' }
  /** These cases have to stay for now, and the person with them. */
  | { readonly status: 'kept'; readonly kept: readonly KeptCase[] };

export type EraseResult =
  | { readonly status: 'erased' }
  | Exclude<ErasurePlan, { status: 'ok' }>
  /** Something of theirs is on its way; try again in a while. */
  | { readonly status: 'busy' };

export interface EraseTools {
  readonly store: Pick<Store, 'conversation' | 'caseByReference' | 'commit'>;
  readonly clock: Clock;
  readonly log: Log;
}

const MOST_CONFLICTS = 5;

/** Under which name a tombstone stands: nobody can tell from it who it was. */
export function tombstoneId(of: 'conversation' | 'case', id: string): string {
  return createHash('sha256').update(`${of}:${id}`).digest('hex');
}

/**
 * Everything that erasing a person changes: the talk, its files and what waits to be sent go; their
 * closed cases are emptied, or, when they are somebody else's too, let go of the talk. Nothing is
 * changed here.
 */
export async function planErasure(
  store: Pick<Store, 'conversation' | 'caseByReference'>,
  id: ConversationId,
  order: ErasureOrder,
  now: Instant,
): Promise<ErasurePlan> {
  const conversation = await store.conversation(id);
  if (conversation === null) return { status: 'not_found' };
  const cases = await casesOf(store, conversation);
  const own = cases.filter((record) => isOnlyOf(record, id));
  const kept = obstacles(own);
  if (kept.length > 0) return { status: 'kept', kept };
  const shared = cases.filter((record) => !own.includes(record));
  const references = own.map(({ reference }) => reference);
  const tombstone: Tombstone = {
    id: tombstoneId('conversation', id),
    of: 'conversation',
    at: now,
    ...order,
    cases: own.map(erasedCase),
  };
  return {
    status: 'ok',
    change: {
      cases: [
        ...own.map((record) => replaced(record, emptiedCase(record, now))),
        ...shared.map((record) => replaced(record, withoutConversation(record, id))),
      ],
      erase: {
        tombstone,
        conversation: { id, expectedVersion: conversation.version },
        references,
      },
      audit: [
        {
          at: now,
          actor: order.by,
          action: 'conversation.erased',
          subject: ofConversation(id),
          details: { reason: order.reason, cases: references },
        },
      ],
    },
  };
}

/** Erases a person with their closed cases, for good. */
export async function eraseConversation(
  tools: EraseTools,
  id: ConversationId,
  order: ErasureOrder,
): Promise<EraseResult> {
  return carryOut(tools, () => planErasure(tools.store, id, order, tools.clock.now()));
}

/** Empties one closed case and drops its files; the talk in which it was told goes on. */
export async function eraseCase(
  tools: EraseTools,
  reference: ReferenceCode,
  order: ErasureOrder,
): Promise<EraseResult> {
  return carryOut(tools, () => planCaseErasure(tools.store, reference, order, tools.clock.now()));
}

async function planCaseErasure(
  store: EraseTools['store'],
  reference: ReferenceCode,
  order: ErasureOrder,
  now: Instant,
): Promise<ErasurePlan> {
  const record = await store.caseByReference(reference);
  if (record === null || record.erasedAt !== undefined) return { status: 'not_found' };
  const kept = obstacles([record]);
  if (kept.length > 0) return { status: 'kept', kept };
  const tombstone: Tombstone = {
    id: tombstoneId('case', reference),
    of: 'case',
    at: now,
    ...order,
    cases: [erasedCase(record)],
  };
  const talks = await Promise.all(record.conversations.map((id) => store.conversation(id)));
  const [talk] = talks.flatMap((found) => found ?? []);
  return {
    status: 'ok',
    change: {
      cases: [replaced(record, emptiedCase(record, now))],
      // The talk does not name it any more, so that it may be forgotten in its own time.
      ...(talk !== undefined && { conversation: withoutCase(talk, reference) }),
      erase: { tombstone, conversation: null, references: [reference] },
      audit: [
        {
          at: now,
          actor: order.by,
          action: 'case.erased',
          subject: ofCase(reference),
          details: { reason: order.reason },
        },
      ],
    },
  };
}

async function carryOut(
  { store, log }: EraseTools,
  plan: () => Promise<ErasurePlan>,
): Promise<EraseResult> {
  for (let tries = 0; tries < MOST_CONFLICTS; tries += 1) {
    const planned = await plan();
    if (planned.status !== 'ok') return planned;
    const result = await store.commit(planned.change);
    if (result.status === 'committed') {
      const { tombstone } = planned.change.erase ?? {};
      log.info('privacy.erased', { tombstone: tombstone?.id, reason: tombstone?.reason });
      return { status: 'erased' };
    }
    if (result.status === 'conflict' && result.on === 'work') return { status: 'busy' };
  }
  return { status: 'busy' };
}

export async function casesOf(
  store: Pick<Store, 'caseByReference'>,
  { caseReferences }: Pick<Conversation, 'caseReferences'>,
): Promise<Case[]> {
  const found = await Promise.all(caseReferences.map((code) => store.caseByReference(code)));
  return found.flatMap((record) =>
    record === null || record.erasedAt !== undefined ? [] : [record],
  );
}

/** Why these cases may not be erased; empty when they all may. */
export function obstacles(cases: readonly Case[]): KeptCase[] {
  return cases.flatMap((record) => {
    const because = obstacleOf(record);
    return because === null ? [] : [{ reference: record.reference, because }];
  });
}

export function isOnlyOf({ conversations }: Case, id: ConversationId): boolean {
  return conversations.every((other) => other === id);
}

function replaced(record: Case, next: Case) {
  return { expectedVersion: record.version, next };
}

function withoutCase(talk: Conversation, reference: ReferenceCode) {
  const caseReferences = talk.caseReferences.filter((other) => other !== reference);
  const next = { ...talk, version: talk.version + 1, caseReferences };
  return { expectedVersion: talk.version, next };
}
