import { byStaff, ofCase } from '../domain/audit.ts';
import { withFact } from '../domain/amend-case.ts';
import type { Case, FactValue, Party } from '../domain/case.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Instant } from '../domain/ids.ts';
import type { Actor } from '../domain/staff.ts';
import type { Change, Clock, Ids, Store } from '../ports.ts';
import { newCase, type CaseDraft } from './new-case.ts';

export interface StaffCase extends CaseDraft {
  /** Null: the person called, or wrote elsewhere. */
  readonly conversation: Conversation['id'] | null;
  /** What the member of staff adds to, or corrects in, what the person has told. */
  readonly facts: Readonly<Record<string, FactValue>>;
  /** What the forms do not ask, such as the name and number of whoever called. */
  readonly parties: readonly Party[];
  readonly note: string | null;
}

export type OpenedByStaff =
  | { readonly status: 'ok'; readonly case: Case; readonly secret: string | null }
  | { readonly status: 'not_found' };

/**
 * Opens a case that a member of staff has heard. The secret is given back this once, and only when it
 * did not go to the person in the chat: then it is for the member to tell. It is kept as a hash only.
 */
export async function openByStaff(
  tools: {
    readonly store: Store;
    readonly clock: Clock;
    readonly ids: Ids;
    /** The conversation's part of the commit: its new case, and the words that tell the person. */
    readonly inConversation: (
      conversation: Conversation,
      opened: { readonly record: Case; readonly secret: string },
      now: Instant,
    ) => Promise<Change>;
  },
  actor: Actor,
  wanted: StaffCase,
): Promise<OpenedByStaff> {
  const { store, clock, ids } = tools;
  const openedBy = { staffId: actor.id, name: actor.name };
  for (;;) {
    const id = wanted.conversation;
    const conversation = id === null ? null : await store.conversation(id);
    if (id !== null && conversation === null) return { status: 'not_found' };
    const now = clock.now();
    const made = newCase(wanted, {
      conversationId: id,
      messageId: null,
      language: conversation?.language ?? 'th',
      consent: conversation?.consent ?? null,
      now,
      random: () => ids.random(),
      openedBy,
    });
    const source = { by: 'agent', staff: openedBy, messageId: null, at: now } as const;
    const known = Object.entries(wanted.facts).reduce<Case>(
      (so, [slot, value]) => withFact(so, slot, value, source),
      made.record,
    );
    const record: Case = {
      ...known,
      parties: [...known.parties, ...wanted.parties],
      notes: wanted.note === null ? [] : [{ at: now, by: openedBy, text: wanted.note }],
    };
    const { secret } = made;
    const told =
      conversation === null
        ? {}
        : await tools.inConversation(conversation, { record, secret }, now);
    const { reference, type } = record;
    const result = await store.commit({
      ...told,
      cases: [{ expectedVersion: null, next: record }],
      live: [...(told.live ?? []), { id: ids.next(), at: now, topic: 'case', subject: reference }],
      audit: [
        {
          at: now,
          actor: byStaff(actor.id),
          action: 'case.opened',
          subject: ofCase(reference),
          details: { type },
        },
      ],
    });
    if (result.status === 'committed') {
      const sent = (told.outbox?.length ?? 0) > 0;
      return { status: 'ok', case: record, secret: sent ? null : secret };
    }
  }
}
