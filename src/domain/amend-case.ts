import {
  isClosed,
  type Case,
  type CaseStatus,
  type Fact,
  type FactSource,
  type FactValue,
  type Party,
} from './case.ts';
import type { Instant } from './ids.ts';

/** Slots of the forms that name a party of the complaint. */
export const PARTY_SLOTS: Readonly<Record<string, Party['kind']>> = {
  seller_name: 'name',
  seller_account: 'bank_account',
  seller_phone: 'phone',
  seller_link: 'url',
};

/**
 * Puts a fact into a case, or another value in its place: what stood there before is kept beside it.
 * A party that the fact names follows it. The same value again changes nothing.
 */
export function withFact<Of extends Pick<Case, 'facts' | 'parties'>>(
  record: Of,
  slot: string,
  value: FactValue,
  source: FactSource,
): Of {
  const before = record.facts[slot];
  if (before?.value === value) return record;
  const earlier = before === undefined ? [] : [...(before.earlier ?? []), bare(before)];
  const fact: Fact = { value, source, ...(earlier.length > 0 && { earlier }) };
  return {
    ...record,
    facts: { ...record.facts, [slot]: fact },
    parties: partiesWith(record.parties, slot, before, value),
  };
}

function bare({ value, source }: Fact): Pick<Fact, 'value' | 'source'> {
  return { value, source };
}

function partiesWith(
  parties: readonly Party[],
  slot: string,
  before: Fact | undefined,
  value: FactValue,
): readonly Party[] {
  const kind = PARTY_SLOTS[slot];
  if (kind === undefined) return parties;
  const text = String(value);
  const place = parties.findIndex(
    (party) => party.kind === kind && party.value === String(before?.value),
  );
  const [old] = place < 0 ? [] : parties.slice(place, place + 1);
  if (old === undefined) return [...parties, { role: 'seller', kind, value: text }];
  return parties.map((party) => (party === old ? { ...party, value: text } : party));
}

/** The case in another status, which the table of statuses must allow; the move stands in its history. */
export function moved(
  record: Case,
  to: {
    readonly status: CaseStatus;
    readonly at: Instant;
    /** Name of the staff member, `bot` or `consumer`. */
    readonly by: string;
    readonly holder?: string;
    /** What staff add for the person. */
    readonly word?: string | undefined;
  },
): Case {
  const { status, at, by, holder = record.holder, word } = to;
  const reopened = isClosed(record.status) && !isClosed(status);
  return {
    ...record,
    status,
    holder,
    reopenCount: (record.reopenCount ?? 0) + (reopened ? 1 : 0),
    history: [...record.history, { at, status, holder, by, ...(word !== undefined && { word }) }],
  };
}

/** The case's last move with the message that tells the person of it. */
export function told(record: Case, message: NonNullable<Case['history'][number]['told']>): Case {
  const last = record.history.length - 1;
  const history = record.history.map((event, index) =>
    index === last ? { ...event, told: message } : event,
  );
  return { ...record, history };
}
