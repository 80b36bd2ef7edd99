/** How the person who complains is called and reached: their own side, never the seller's. */
import type { Case } from './case.ts';
import type { ConversationId } from './ids.ts';

export const OWN_NAME = 'own_name';
export const OWN_PHONE = 'own_phone';

/** Null: not told. At least one of them is known. */
export interface OwnContact {
  readonly name: string | null;
  readonly phone: string | null;
}

/**
 * What the person told of themselves in a case that they filed; null when nothing. A case that is only
 * linked to the conversation is somebody else's, whose name is not to be shown here.
 */
export function ownContactIn(
  { conversations, facts }: Pick<Case, 'conversations' | 'facts'>,
  person: ConversationId,
): OwnContact | null {
  if (conversations[0] !== person) return null;
  const told = (slot: string) => {
    const value = facts[slot]?.value;
    return value === undefined ? null : String(value);
  };
  const [name, phone] = [told(OWN_NAME), told(OWN_PHONE)];
  return name === null && phone === null ? null : { name, phone };
}
