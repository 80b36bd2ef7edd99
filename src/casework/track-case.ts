import { timingSafeEqual } from 'node:crypto';
import type { Case } from '../domain/case.ts';
import type { Instant } from '../domain/ids.ts';
import { parseReferenceCode } from '../domain/reference-code.ts';
import type { ReadStore } from '../ports.ts';
import { hashSecret } from './new-case.ts';

/** When the wish of the person who filed it was answered, if the answer is still to be told; or null. */
export async function untoldErasureAt(
  store: Pick<ReadStore, 'conversation'>,
  { conversations: [filedIn] }: Pick<Case, 'conversations'>,
): Promise<Instant | null> {
  const talk = filedIn === undefined ? null : await store.conversation(filedIn);
  return talk?.untoldErasure?.at ?? null;
}

/** The case for who holds its code and secret; null for an unknown case and for a wrong secret alike. */
export async function trackedCase(
  store: Pick<ReadStore, 'caseByReference'>,
  code: string,
  secret: string,
): Promise<Case | null> {
  const parsed = parseReferenceCode(code);
  const found = parsed.status === 'ok' ? await store.caseByReference(parsed.reference) : null;
  const given = Buffer.from(hashSecret(secret));
  const expected = Buffer.from(found?.secretHash ?? hashSecret('no such case'));
  const same = timingSafeEqual(given, expected);
  return same ? found : null;
}
