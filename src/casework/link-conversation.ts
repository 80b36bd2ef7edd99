import { byStaff, ofCase } from '../domain/audit.ts';
import type { Case } from '../domain/case.ts';
import type { ConversationId } from '../domain/ids.ts';
import type { ReferenceCode } from '../domain/reference-code.ts';
import type { Actor } from '../domain/staff.ts';
import type { Clock, Ids, Store } from '../ports.ts';

export type LinkedConversation =
  | { readonly status: 'ok'; readonly case: Case }
  | { readonly status: 'not_found' }
  /** Nobody could be told any more. */
  | { readonly status: 'last_one' };

/**
 * Ties a conversation to a case, or unties it: its person sees the case's status by the code alone,
 * as whoever filed it does. News goes to the conversation that was tied first.
 */
export async function linkConversation(
  tools: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  actor: Actor,
  reference: ReferenceCode,
  id: ConversationId,
  linked: boolean,
): Promise<LinkedConversation> {
  const { store, clock, ids } = tools;
  for (;;) {
    const [record, conversation] = await Promise.all([
      store.caseByReference(reference),
      store.conversation(id),
    ]);
    if (record === null || conversation === null) return { status: 'not_found' };
    if (record.conversations.includes(id) === linked) return { status: 'ok', case: record };
    if (!linked && record.conversations.length === 1) return { status: 'last_one' };
    const now = clock.now();
    const others = record.conversations.filter((other) => other !== id);
    const references = conversation.caseReferences.filter((other) => other !== reference);
    const next: Case = {
      ...record,
      version: record.version + 1,
      conversations: linked ? [...others, id] : others,
      updatedAt: now,
    };
    const result = await store.commit({
      conversation: {
        expectedVersion: conversation.version,
        next: {
          ...conversation,
          version: conversation.version + 1,
          caseReferences: linked ? [...references, reference] : references,
        },
      },
      cases: [{ expectedVersion: record.version, next }],
      live: [
        { id: ids.next(), at: now, topic: 'conversation', subject: id },
        { id: ids.next(), at: now, topic: 'case', subject: reference },
      ],
      audit: [
        {
          at: now,
          actor: byStaff(actor.id),
          action: linked ? 'case.linked' : 'case.unlinked',
          subject: ofCase(reference),
        },
      ],
    });
    if (result.status === 'committed') return { status: 'ok', case: next };
  }
}
