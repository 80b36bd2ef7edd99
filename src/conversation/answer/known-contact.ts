import type { Conversation } from '../../domain/conversation.ts';
import { ownContactIn, type OwnContact } from '../../domain/own-contact.ts';
import type { ReadStore } from '../../ports.ts';

/** Among so many of the last cases. */
const LOOKED_BACK = 5;

/** What the person told of themselves for the last case that knows it; null: nothing. */
export async function knownContact(
  store: Pick<ReadStore, 'caseByReference'>,
  { id, caseReferences }: Pick<Conversation, 'id' | 'caseReferences'>,
): Promise<OwnContact | null> {
  for (const reference of caseReferences.slice(-LOOKED_BACK).toReversed()) {
    const record = await store.caseByReference(reference);
    const known = record === null ? null : ownContactIn(record, id);
    if (known !== null) return known;
  }
  return null;
}
