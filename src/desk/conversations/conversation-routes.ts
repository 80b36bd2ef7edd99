import { z } from 'zod';
import { MOST_COUNTED, type Conversation } from '../../domain/conversation.ts';
import { staffId, type ConversationId } from '../../domain/ids.ts';
import { seesInFull } from '../../domain/masking.ts';
import { isCovered, isStored } from '../../domain/evidence.ts';
import { midOf, type ThreadMessage } from '../../domain/message.ts';
import { INTENTS } from '../../domain/problem-types.ts';
import { formatCursor } from '../../domain/page-cursor.ts';
import type { Actor } from '../../domain/staff.ts';
import type { Api } from '../../http/api.ts';
import { actorOf } from '../../http/sessions.ts';
import type { ConversationQuery, Page, Store } from '../../ports.ts';
import { accessConversation, mustWorkAtDesk } from '../access.ts';
import { maskedView } from './masked-view.ts';
import { messageView, type ThreadContext } from './message-view.ts';
import { pageQuery, threadQuery } from '../queries.ts';
import { conversationShape, countsShape, listedShape, listOf, messageShape } from '../shapes.ts';
import type { DeskTools } from '../tools.ts';
import { conversationSeenBy } from './views.ts';

const MOST_OF_ONE = 100;

const query = pageQuery.extend({
  control: z.enum(['bot', 'queue', 'agent']).optional(),
  /** `me`, `none` (no member of staff has it) or a member's id. */
  assignee: z.string().max(100).optional(),
  resolved: z.enum(['true', 'false']).optional(),
  snoozed: z.enum(['true', 'false']).optional(),
  type: z.enum(INTENTS).optional(),
  urgency: z.enum(['urgent', 'normal']).optional(),
});

/** Reading conversations. */
export function conversationRoutes(api: Api, { store, humanAgentGranted }: DeskTools): void {
  api.serve(
    {
      method: 'get',
      path: '/api/conversations',
      summary: 'Conversations: waiting ones oldest first, others latest first.',
      query,
      answer: listOf(listedShape),
    },
    async ({ query, request }) => {
      const { control, assignee, resolved, snoozed, type, urgency, q, cursor, limit } = query;
      const actor = actorOf(request);
      mustWorkAtDesk(actor);
      const holder = holderOf(assignee, actor);
      const found = await search(store, holder === 'none', {
        limit,
        ...(control && { control }),
        ...(holder !== undefined && holder !== 'none' && { assignee: holder }),
        ...(resolved && { resolved: resolved === 'true' }),
        ...(snoozed && { snoozed: snoozed === 'true' }),
        ...(type && { type }),
        ...(urgency && { urgent: urgency === 'urgent' }),
        ...(q && { q }),
        ...(cursor && { cursor }),
      });
      return {
        items: found.items.map((item) => ({
          ...conversationSeenBy(actor, item, humanAgentGranted),
          cursor: cursorOf(item, control),
        })),
        nextCursor: found.nextCursor,
      };
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/conversation-counts',
      summary: `How many are not resolved, by who has them, up to ${MOST_COUNTED}; \`mine\` stops at ${MOST_OF_ONE}; \`mineUnread\`: those of mine with something new; \`mineIds\`: all of mine.`,
      answer: countsShape,
    },
    async ({ request }) => {
      const actor = actorOf(request);
      mustWorkAtDesk(actor);
      const mine = { assignee: actor.id, resolved: false, limit: MOST_OF_ONE };
      const [counts, held, aside] = await Promise.all([
        store.conversationCounts(),
        store.conversations({ ...mine, snoozed: false }),
        store.conversations({ ...mine, snoozed: true }),
      ]);
      const unread = held.items.filter((item) => item.unread > 0).length;
      const snoozed = aside.items.length;
      const all = held.nextCursor === null && aside.nextCursor === null;
      const mineIds = all ? [...held.items, ...aside.items].map(({ id }) => id) : null;
      return { ...counts, mine: held.items.length, mineUnread: unread, mineIds, snoozed };
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/conversations/:id',
      summary: 'One conversation.',
      answer: conversationShape,
    },
    async ({ params, request }) => {
      const actor = actorOf(request);
      const found = await accessConversation(store, actor, params.id);
      return conversationSeenBy(actor, found, humanAgentGranted);
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/conversations/:id/messages',
      summary: 'Lines of the thread in rising order: the last ones, or those before `before`.',
      query: threadQuery,
      answer: listOf(messageShape),
    },
    async ({ params, query: { before, limit }, request }) => {
      const actor = actorOf(request);
      const conversation = await accessConversation(store, actor, params.id);
      const { id } = conversation;
      const full = seesInFull(actor, [conversation]);
      const lines = await store.messages(id, { before: before ?? null, limit });
      const context = await contextOf(store, id, lines);
      const first = lines[0];
      return {
        items: lines.map((line) => {
          const view = messageView(line, context);
          return full ? view : maskedView(view);
        }),
        nextCursor: first !== undefined && first.seq > 1 ? String(first.seq) : null,
      };
    },
  );
}

/** Where a conversation stands in the list it was asked for in: what is behind it goes on from there. */
function cursorOf({ id, control, updatedAt }: Conversation, asked: string | undefined): string {
  const waits = asked === 'queue' && control.holder === 'queue';
  return formatCursor({ at: waits ? control.since : updatedAt, id });
}

/** What the lines of a thread are shown with. */
async function contextOf(
  store: Store,
  id: ConversationId,
  lines: readonly ThreadMessage[],
): Promise<ThreadContext> {
  const mids = lines.flatMap((line) => (line.direction === 'in' ? (line.replyTo ?? []) : []));
  const hasFiles = lines.some(({ content }) => content.kind === 'attachments');
  const [watermarks, answered, files] = await Promise.all([
    store.watermarks(id),
    mids.length === 0 ? [] : store.messagesByMid(id, mids),
    hasFiles ? store.evidenceOfConversation(id) : [],
  ]);
  const covered = files.filter((item) => isStored(item) && isCovered(item));
  return {
    watermarks,
    answered: new Map(answered.map((line) => [midOf(line) ?? '', line])),
    covered: new Set(covered.map((item) => item.id)),
  };
}

function holderOf(assignee: string | undefined, actor: Actor) {
  if (assignee === undefined || assignee === 'none') return assignee;
  return assignee === 'me' ? actor.id : staffId(assignee);
}

/** The store knows "held by this member", not "held by nobody": those are sifted out page by page. */
async function search(
  store: Store,
  heldByNobody: boolean,
  wanted: ConversationQuery,
): Promise<Page<Conversation>> {
  for (let next = wanted; ;) {
    const page = await store.conversations(next);
    if (!heldByNobody) return page;
    const items = page.items.filter(({ control }) => control.holder !== 'agent');
    if (items.length > 0 || page.nextCursor === null) return { ...page, items };
    next = { ...wanted, cursor: page.nextCursor };
  }
}
