/** The one way from a route to what belongs to a person. */
import type { Case } from '../domain/case.ts';
import type { Conversation } from '../domain/conversation.ts';
import { conversationId } from '../domain/ids.ts';
import { parseReferenceCode } from '../domain/reference-code.ts';
import { leadsDesk, worksAtDesk, type Actor } from '../domain/staff.ts';
import { Problem } from '../http/problem.ts';
import type { ReadStore } from '../ports.ts';

/** @throws Problem 403 for a member of staff who does not work with consumers */
export function mustWorkAtDesk(actor: Actor): void {
  if (!worksAtDesk(actor.role)) throw new Problem(403, 'Your role does not open this.');
}

/** @throws Problem 403 for who does not lead others */
export function mustLead({ role }: Actor): void {
  if (!leadsDesk(role)) throw new Problem(403, 'Your role does not open this.');
}

/** @throws Problem 403 or 404 */
export async function accessConversation(
  store: Pick<ReadStore, 'conversation'>,
  actor: Actor,
  id: string,
): Promise<Conversation> {
  mustWorkAtDesk(actor);
  const found = await store.conversation(conversationId(id));
  if (found === null) throw new Problem(404, 'There is no such conversation.');
  return found;
}

/** @throws Problem 403 or 404 */
export async function accessCase(
  store: Pick<ReadStore, 'caseByReference'>,
  actor: Actor,
  code: string,
): Promise<Case> {
  mustWorkAtDesk(actor);
  const parsed = parseReferenceCode(code);
  const found = parsed.status === 'ok' ? await store.caseByReference(parsed.reference) : null;
  if (found === null) throw new Problem(404, 'There is no such case.');
  return found;
}
