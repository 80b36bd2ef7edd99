import { createHash } from 'node:crypto';
import { trackedCase } from '../../casework/track-case.ts';
import type { FoundCase } from '../../dialog/turn.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import { parseReferenceCode } from '../../domain/reference-code.ts';
import type { Store } from '../../ports.ts';

const WINDOW_MS = 15 * 60_000;
/** Wrong secrets of one person; somebody who mistypes needs two or three. */
const MOST_WRONG = 5;

/** Only who filed a case learns of it by the code alone. */
export async function findOwnCase(
  store: Pick<Store, 'caseByReference'>,
  { id }: Pick<Conversation, 'id'>,
  code: string,
): Promise<FoundCase | null> {
  const parsed = parseReferenceCode(code);
  if (parsed.status !== 'ok') return null;
  const found = await store.caseByReference(parsed.reference);
  return found?.conversations.includes(id) === true
    ? { reference: found.reference, status: found.status }
    : null;
}

/**
 * Anybody else learns of it by its code and secret. An unknown code and a wrong secret look the same;
 * after a few wrong ones the person has to wait, also with the right one.
 * @param secret null: none was told, which is no try
 */
export async function findCaseBySecret(
  store: Pick<Store, 'caseByReference' | 'countTry' | 'uncountTry'>,
  conversation: Pick<Conversation, 'id'>,
  asked: { readonly code: string; readonly secret: string | null },
  now: Instant,
): Promise<FoundCase | 'too_many' | null> {
  const own = await findOwnCase(store, conversation, asked.code);
  if (own !== null || asked.secret === null) return own;
  const key = createHash('sha256').update(`track chat\n${conversation.id}`).digest('base64url');
  // Counted before it is looked at: many at once get no more tries.
  const { count } = await store.countTry(key, now, WINDOW_MS);
  if (count > MOST_WRONG) return 'too_many';
  const found = await trackedCase(store, asked.code, asked.secret);
  if (found === null) return null;
  await store.uncountTry(key);
  return { reference: found.reference, status: found.status };
}
