import { byStaff, ofStaff } from '../../domain/audit.ts';
import { NOTE_WANTED_MS, type HandOver } from '../../domain/hand-over.ts';
import { handoffBase } from '../../domain/handoff.ts';
import { handoffId, type ConversationId, type Instant, type StaffId } from '../../domain/ids.ts';
import { nextShift, shiftOf } from '../../domain/shift.ts';
import type { Actor } from '../../domain/staff.ts';
import type { DutyStore, Store } from '../../ports.ts';
import { waitingTimer } from './waiting-timer.ts';
import {
  act,
  conversationAudit,
  mustHold,
  type AgentResult,
  type AgentTools,
} from '../agent/agent-actions.ts';

const LISTED = 100;

/**
 * Tells the next shift what is open, with the conversations that the writer has. `putBack` also puts
 * these into the queue, where they wait anew for whoever comes.
 */
export async function handOver(
  tools: AgentTools,
  actor: Actor,
  note: { readonly text: string; readonly putBack: boolean },
): Promise<HandOver> {
  const { store, clock, ids } = tools;
  const now = clock.now();
  const { shifts } = await store.deskSetup();
  const mine = shiftOf(shifts, actor.id, now);
  const next = nextShift(shifts, now - NOTE_WANTED_MS);
  const later = next?.shift.id === mine?.shift.id ? nextShift(shifts, now) : next;
  const conversations = await openOf(store, actor.id);
  const record: HandOver = {
    id: ids.next(),
    at: now,
    by: { staffId: actor.id, name: actor.name },
    shift: mine?.shift.name ?? null,
    text: note.text,
    conversations,
    members: (later?.shift.members ?? []).filter((id) => id !== actor.id),
    readBy: [],
  };
  await store.commit({
    handOvers: [record],
    audit: [
      {
        at: now,
        actor: byStaff(actor.id),
        action: 'desk.handed_over',
        subject: ofStaff(actor.id),
        details: { conversations: conversations.length, putBack: note.putBack },
      },
    ],
    live: [{ id: ids.next(), at: now, topic: 'duty', subject: actor.id }],
  });
  if (note.putBack) for (const id of conversations) await putBack(tools, actor, id);
  return record;
}

/** Puts a conversation that the member holds back into the queue; the bot stays silent. */
export function putBack(tools: AgentTools, actor: Actor, id: ConversationId): Promise<AgentResult> {
  return act(tools, id, async (draft, now) => {
    const refusal = mustHold(draft.conversation, actor);
    if (refusal !== null) return refusal;
    const { answerMinutes } = await tools.store.deskSetup();
    const open = await tools.store.openHandoff(id);
    const handoff = {
      ...(open === null
        ? {
            id: handoffId(tools.ids.next()),
            conversationId: id,
            reason: 'agent_started' as const,
            reference: null,
            requestedAt: now,
          }
        : handoffBase(open)),
      status: 'pending' as const,
    };
    draft.update({
      control: { holder: 'queue', handoffId: handoff.id, since: now },
    });
    draft.addNotice({ kind: 'put_back', by: actor.name }, now);
    return {
      status: 'change',
      handoffs: [handoff],
      timers: [waitingTimer(handoff, now, answerMinutes, 2)],
      audit: [conversationAudit(actor, 'conversation.put_back', id, now)],
    };
  });
}

/** Whether a member's shift ends soon and nothing was written for the next one yet. */
export async function noteWanted(
  store: Pick<DutyStore, 'deskSetup' | 'handOvers'>,
  member: StaffId,
  now: Instant,
): Promise<{ readonly name: string; readonly endsAt: Instant } | null> {
  const mine = shiftOf((await store.deskSetup()).shifts, member, now);
  if (mine === null || mine.endsAt - now > NOTE_WANTED_MS) return null;
  const written = await store.handOvers(mine.startsAt);
  if (written.some(({ by }) => by.staffId === member)) return null;
  return { name: mine.shift.name, endsAt: mine.endsAt };
}

/** What a member holds that is not resolved; all of it. */
export async function openOf(
  store: Pick<Store, 'conversations'>,
  member: StaffId,
): Promise<ConversationId[]> {
  const found: ConversationId[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Store['conversations']>> = await store.conversations({
      control: 'agent',
      assignee: member,
      resolved: false,
      limit: LISTED,
      ...(cursor !== null && { cursor }),
    });
    found.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
