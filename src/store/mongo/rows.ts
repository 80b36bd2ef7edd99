/** Records as they stand in the collections: beside `doc` what is searched, sorted or checked. */
import type { Case } from '../../domain/case.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { IntakeEvent } from '../../domain/intake-event.ts';
import type { LiveEvent } from '../../domain/live-event.ts';
import type { ThreadMessage } from '../../domain/message.ts';
import type { OutboxMessage } from '../../domain/outbox.ts';
import { caseKeys } from '../../domain/party-key.ts';
import {
  caseSearchText,
  conversationSearchText,
  messageSearchText,
} from '../../domain/search-text.ts';
import { gramsOf } from './grams.ts';
import type {
  CaseRow,
  ConversationRow,
  IntakeRow,
  LiveEventRow,
  MessageRow,
  OutboxRow,
} from './row-shapes.ts';

export function intakeRow(event: IntakeEvent): IntakeRow {
  return {
    _id: event.key,
    id: event.id,
    conversationId: event.conversationId,
    at: event.at,
    receivedAt: event.receivedAt,
    done: event.conversationId === null || event.kind === 'ignored',
    doc: JSON.stringify(event),
  };
}

export function conversationRow(conversation: Conversation): ConversationRow {
  const { control } = conversation;
  return {
    _id: conversation.id,
    version: conversation.version,
    holder: control.holder,
    staffId: control.holder === 'agent' ? control.staffId : null,
    resolved: conversation.resolvedAt !== null,
    updatedAt: conversation.updatedAt,
    waitingSince: control.holder === 'queue' ? control.since : null,
    ...searchable(conversationSearchText(conversation)),
    doc: conversation,
  };
}

export function messageRow(message: ThreadMessage): MessageRow {
  const { id, conversationId, seq } = message;
  return {
    _id: id,
    conversationId,
    seq,
    ...searchable(messageSearchText(message)),
    doc: message,
  };
}

export function outboxRow(message: OutboxMessage): OutboxRow {
  const { id, conversationId, seq } = message;
  return { _id: id, conversationId, seq, status: 'queued', doc: message };
}

export function caseRow(record: Case): CaseRow {
  const { reference, version, status, type, holder, updatedAt, createdAt } = record;
  return {
    _id: reference,
    version,
    status,
    type,
    holder,
    updatedAt,
    createdAt,
    keys: caseKeys(record),
    ...searchable(caseSearchText(record)),
    doc: record,
  };
}

export function liveEventRow(event: LiveEvent): LiveEventRow {
  return { _id: event.id, at: new Date(event.at), doc: event };
}

export function searchable(text: string): { search: string; grams: number[] } {
  return { search: text, grams: gramsOf(text) };
}
