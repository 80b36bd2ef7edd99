import {
  allowedNextStatuses,
  type Case,
  type FactSource,
  type StaffName,
} from '../../domain/case.ts';
import type { SimilarCase } from '../../casework/similar-cases.ts';
import type { CaseView, SimilarView } from './case-shapes.ts';
import { iso } from '../conversations/views.ts';

/** @param masked whether the record is one without numbers (domain/masking.ts) */
export function caseView(record: Case, masked = false): CaseView {
  const { reference, version, type, status, holder, facts, openedBy } = record;
  return {
    reference,
    version,
    type,
    typeSource: typeSourceView(record.typeSource),
    status,
    holder,
    urgency: record.urgent ? 'urgent' : 'normal',
    facts: Object.fromEntries(
      Object.entries(facts).map(([slot, { value, source, earlier = [] }]) => [
        slot,
        {
          value,
          source: sourceView(source),
          earlier: earlier.map((old) => ({ value: old.value, source: sourceView(old.source) })),
        },
      ]),
    ),
    parties: [...record.parties],
    conversations: [...record.conversations],
    history: record.history.map(({ told, word = null, ...event }) => ({
      ...event,
      word,
      at: iso(event.at),
      toldAt: told === undefined ? null : iso(told.at),
    })),
    notes: (record.notes ?? []).map(({ at, by, text }) => ({
      at: iso(at),
      by: staffView(by),
      text,
    })),
    duplicateOf: record.duplicateOf ?? null,
    reopenCount: record.reopenCount ?? 0,
    onBehalfOf: record.onBehalfOf ?? null,
    openedBy: openedBy === undefined ? null : staffView(openedBy),
    legalHold: holdView(record.legalHold),
    masked,
    allowedNext: [...allowedNextStatuses(status)],
    createdAt: iso(record.createdAt),
    updatedAt: iso(record.updatedAt),
  };
}

export function similarView({ case: record, likeness, maybeDuplicate }: SimilarCase): SimilarView {
  const { reference, type, status, createdAt } = record;
  return {
    reference,
    type,
    status,
    likeness: [...likeness],
    maybeDuplicate,
    createdAt: iso(createdAt),
  };
}

function typeSourceView(source: Case['typeSource']): CaseView['typeSource'] {
  if (source === undefined) return null;
  const { by, staff, confidence, at } = source;
  return { by, staff: staff === undefined ? null : staffView(staff), confidence, at: iso(at) };
}

function holdView(hold: Case['legalHold']): CaseView['legalHold'] {
  return hold === null || hold === undefined
    ? null
    : { at: iso(hold.at), by: staffView(hold.by), reason: hold.reason };
}

const staffView = ({ staffId, name }: StaffName) => ({ id: staffId, name });

function sourceView({ by, staff, messageId, at }: FactSource) {
  return { by, staff: staff === undefined ? null : staffView(staff), messageId, at: iso(at) };
}
