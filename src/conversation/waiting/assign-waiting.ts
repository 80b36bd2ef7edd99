import { ofConversation } from '../../domain/audit.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { DeskSetup } from '../../domain/desk-setup.ts';
import type { Instant, StaffId } from '../../domain/ids.ts';
import { nextInTurn } from '../../domain/next-in-turn.ts';
import type { Presence } from '../../domain/presence.ts';
import { worksAtDesk } from '../../domain/staff.ts';
import type { Clock, Ids, Log, Store } from '../../ports.ts';
import { assign } from '../agent/agent-actions.ts';
import { assignmentTimer } from './assignment-timer.ts';
import { Draft } from '../draft.ts';

export interface AssignTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

const LOOKED_AT = 100;

/**
 * Gives one waiting conversation to whoever is next in turn, urgent ones first, then by how long they
 * wait. What waits and who is there is read from the store each time, so nothing is forgotten with a
 * process, and of several workers at once one succeeds: the conversation and the member's presence
 * are both stored by version.
 * @returns whether there may be more to assign at once
 */
export async function assignWaiting(tools: AssignTools): Promise<boolean> {
  const { store, clock, log } = tools;
  const setup = await store.deskSetup();
  if (setup.mode !== 'round_robin') return false;
  const now = clock.now();
  const found = await firstPair(store, setup, now);
  if (found === null) return false;
  const { conversation, to, name } = found;
  const result = await give(tools, { conversation, to, name, setup, now });
  if (result === 'committed') {
    log.info('conversation.assigned', { conversation: conversation.id, staff: to.staffId });
  }
  return true;
}

interface Pair {
  readonly conversation: Conversation;
  readonly to: Presence;
  readonly name: string;
}

async function firstPair(store: Store, setup: DeskSetup, now: Instant): Promise<Pair | null> {
  const presences = await store.presences();
  if (!presences.some(({ status }) => status === 'available')) return null;
  const [staff, loads] = await Promise.all([store.listStaff(), store.openLoads()]);
  const able = staff.filter(({ disabledAt, role }) => disabledAt === null && worksAtDesk(role));
  const names = new Map(able.map(({ id, name }) => [id, name]));
  const desk = { setup, members: new Set(names.keys()), presences, loads };
  if (nextInTurn(desk, [], now) === null) return null;
  for (const conversation of await waiting(store)) {
    const to = nextInTurn(desk, missedBy(conversation), now);
    if (to !== null) return { conversation, to, name: names.get(to.staffId) ?? '' };
  }
  return null;
}

/** All who wait and may be answered from here, urgent ones first. */
async function waiting(store: Store): Promise<Conversation[]> {
  const all: Conversation[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Store['conversations']>> = await store.conversations({
      control: 'queue',
      limit: LOOKED_AT,
      ...(cursor !== null && { cursor }),
    });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all
    .filter(({ thread }) => thread.holder === 'ours')
    .toSorted((a, b) => Number(b.urgent) - Number(a.urgent));
}

function missedBy({ control }: Conversation): readonly StaffId[] {
  return control.holder === 'queue' ? (control.missedBy ?? []) : [];
}

async function give(
  { store, ids }: AssignTools,
  of: Pair & { readonly setup: DeskSetup; readonly now: Instant },
): Promise<'committed' | 'conflict' | 'fenced'> {
  const { conversation, to, name, setup, now } = of;
  const draft = new Draft(conversation, () => ids.next());
  const handoff = await assign({ store, ids }, draft, { id: to.staffId, name }, now);
  const { control } = draft.conversation;
  if (control.holder !== 'agent') throw new Error('Nobody holds what was assigned.');
  draft.update({ control: { ...control, assigned: { missedBy: missedBy(conversation) } } });
  draft.addNotice({ kind: 'assigned', to: name }, now);
  const { status } = await store.commit({
    ...draft.commitAt(now),
    handoffs: [handoff],
    presences: [
      { expectedVersion: to.version, next: { ...to, version: to.version + 1, assignedAt: now } },
    ],
    timers: [assignmentTimer(conversation.id, to.staffId, now, setup.answerMinutes)],
    audit: [
      {
        at: now,
        actor: 'system',
        action: 'conversation.assigned',
        subject: ofConversation(conversation.id),
        details: { to: to.staffId },
      },
    ],
    live: [
      { id: ids.next(), at: now, topic: 'conversation', subject: conversation.id },
      { id: ids.next(), at: now, topic: 'duty', subject: to.staffId },
    ],
  });
  return status;
}
