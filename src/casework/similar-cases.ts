import type { Case, Party } from '../domain/case.ts';
import { caseKeys, partyKey, personKey } from '../domain/party-key.ts';
import type { ReadStore } from '../ports.ts';

const MOST_OF_A_KEY = 20;

/** What two cases have in common. */
export type Likeness = 'same_person' | `same_${Party['kind']}`;

export interface SimilarCase {
  readonly case: Case;
  readonly likeness: readonly Likeness[];
  /** Of the same type as well: it may be the same matter, told twice. */
  readonly maybeDuplicate: boolean;
}

/**
 * Other cases of the same person or about the same party: possible duplicates first, then those
 * with the most in common, newest first.
 */
export async function similarCases(
  store: Pick<ReadStore, 'casesByKeys'>,
  record: Case,
): Promise<SimilarCase[]> {
  const keys = new Set(caseKeys(record));
  const found = await store.casesByKeys([...keys], MOST_OF_A_KEY);
  return found
    .filter(({ reference }) => reference !== record.reference)
    .map((other) => ({
      case: other,
      likeness: likenessOf(other, keys),
      maybeDuplicate: other.type === record.type,
    }))
    .toSorted(
      (a, b) =>
        Number(b.maybeDuplicate) - Number(a.maybeDuplicate) ||
        b.likeness.length - a.likeness.length ||
        b.case.createdAt - a.case.createdAt,
    );
}

function likenessOf(other: Case, keys: ReadonlySet<string>): Likeness[] {
  const parties = other.parties.filter((party) => keys.has(partyKey(party) ?? ''));
  const person = other.conversations.some((id) => keys.has(personKey(id)));
  return [
    ...new Set<Likeness>([
      ...(person ? (['same_person'] as const) : []),
      ...parties.map(({ kind }) => `same_${kind}` as const),
    ]),
  ];
}
