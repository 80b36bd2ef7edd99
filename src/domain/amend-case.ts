import type { Case, Fact, FactSource, FactValue, Party } from './case.ts';

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
