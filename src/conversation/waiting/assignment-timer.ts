import { z } from 'zod';
import { ofConversation } from '../../domain/audit.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { handoffBase } from '../../domain/handoff.ts';
import {
  conversationId,
  staffId,
  type ConversationId,
  type Instant,
  type StaffId,
} from '../../domain/ids.ts';
import { worksAtDesk } from '../../domain/staff.ts';
import type { Timer } from '../../domain/timer.ts';
import type { Change, Ids, Store } from '../../ports.ts';
import { Draft } from '../draft.ts';
import { waitingTimer } from './waiting-timer.ts';

const MINUTE_MS = 60_000;
const LINES = 50;
/** So many have not answered: from then on supervisors are to look. */
const ALARM_AFTER = 2;

const dataShape = z.object({ staff: z.string(), since: z.number(), minutes: z.number() });

/** Fires when an assigned conversation should have been answered. */
export function assignmentTimer(
  id: ConversationId,
  to: StaffId,
  now: Instant,
  minutes: number,
): Timer {
  return {
    id: `assignment_unanswered:${id}`,
    kind: 'assignment_unanswered',
    subject: id,
    dueAt: now + minutes * MINUTE_MS,
    data: { staff: to, since: now, minutes },
  };
}

/**
 * Takes a conversation back from whoever has not answered: it waits again at its old place, that
 * member is no longer available, and the next one in turn gets it. Supervisors are alarmed when two
 * have missed it, or when nobody else is left.
 */
export async function takeBackUnanswered(
  tools: {
    readonly store: Pick<
      Store,
      'conversation' | 'messages' | 'openHandoff' | 'presences' | 'listStaff'
    >;
    readonly ids: Ids;
  },
  timer: Timer,
  now: Instant,
): Promise<Change> {
  const { store, ids } = tools;
  const { staff, since, minutes } = dataShape.parse(timer.data);
  const conversation = await store.conversation(conversationId(timer.subject));
  const missed = staffId(staff);
  if (conversation?.control.holder !== 'agent') return {};
  const { control } = conversation;
  if (control.assigned === undefined || control.staffId !== missed || control.since !== since) {
    return {};
  }
  if (await hasAnswered(store, conversation, missed, since)) return {};
  const open = await store.openHandoff(conversation.id);
  if (open === null) return {};
  const missedBy = [...control.assigned.missedBy, missed];
  const presences = await store.presences();
  const presence = presences.find((one) => one.staffId === missed);
  const alarmed = missedBy.length >= ALARM_AFTER || !(await othersCan(store, missedBy, presences));
  const draft = new Draft(conversation, () => ids.next());
  draft.update({
    control: {
      holder: 'queue',
      handoffId: open.id,
      since: open.requestedAt,
      missedBy,
      ...(alarmed && { alarmedAt: now }),
    },
  });
  draft.addNotice({ kind: 'assignment_missed', by: control.name, minutes }, now);
  if (alarmed) draft.addNotice({ kind: 'supervisors_alarmed' }, now);
  return {
    ...draft.commitAt(now),
    handoffs: [{ ...handoffBase(open), status: 'pending' }],
    ...(presence?.status === 'available' && {
      presences: [
        {
          expectedVersion: presence.version,
          next: { ...presence, version: presence.version + 1, status: 'away' as const, since: now },
        },
      ],
    }),
    // Also when nobody is left to give it to, it comes up again.
    timers: [waitingTimer({ id: open.id, conversationId: conversation.id }, now, minutes, 2)],
    audit: [
      {
        at: now,
        actor: 'system',
        action: 'conversation.taken_back',
        subject: ofConversation(conversation.id),
        details: { from: missed },
      },
    ],
    live: [
      { id: ids.next(), at: now, topic: 'conversation', subject: conversation.id },
      { id: ids.next(), at: now, topic: 'duty', subject: missed },
    ],
  };
}

/** Whether the member wrote anything since, to the person or to colleagues. */
async function hasAnswered(
  store: Pick<Store, 'messages'>,
  { id }: Conversation,
  staff: StaffId,
  since: Instant,
): Promise<boolean> {
  let before: number | null = null;
  for (;;) {
    const lines: Awaited<ReturnType<Store['messages']>> = await store.messages(id, {
      before,
      limit: LINES,
    });
    const [oldest] = lines;
    if (
      lines.some(
        ({ at, author }) => author.kind === 'agent' && author.staffId === staff && at >= since,
      )
    ) {
      return true;
    }
    if (oldest === undefined || lines.length < LINES || oldest.at < since) return false;
    before = oldest.seq;
  }
}

/** Whether anybody else who works here says that they are available. */
async function othersCan(
  store: Pick<Store, 'listStaff'>,
  missedBy: readonly StaffId[],
  presences: Awaited<ReturnType<Store['presences']>>,
): Promise<boolean> {
  const staff = await store.listStaff();
  const able = new Set(
    staff.flatMap(({ id, role, disabledAt }) =>
      disabledAt === null && worksAtDesk(role) ? [id] : [],
    ),
  );
  return presences.some(
    ({ staffId: id, status }) => status === 'available' && able.has(id) && !missedBy.includes(id),
  );
}
