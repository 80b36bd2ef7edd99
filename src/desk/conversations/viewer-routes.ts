import { rateLimit } from 'express-rate-limit';
import type { ConversationId, Instant } from '../../domain/ids.ts';
import type { Actor } from '../../domain/staff.ts';
import { isTyping, LOOK_MS, TYPING_MS, type Viewer } from '../../domain/viewer.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessConversation, mustWorkAtDesk } from '../access.ts';
import type { DeskTools } from '../tools.ts';
import { lookingShape, presenceBody, viewersShape, type ViewersView } from './viewer-shapes.ts';

/** A screen says it every 3 seconds at most, and once more for each thread that is opened or left. */
const MOST_A_MINUTE = 120;

/** Who else has a conversation open. It is told without a word of what they write, and runs out. */
export function viewerRoutes(api: Api, tools: DeskTools): void {
  const { store, clock, ids } = tools;
  const path = '/api/conversations/:id/presence';
  const answer = viewersShape;
  const seenBy = async (actor: Actor, id: ConversationId) => {
    const now = clock.now();
    const found = await store.viewers(id, now);
    return viewersView(
      found.filter((one) => one.staffId !== actor.id),
      now,
    );
  };
  const tell = (id: ConversationId) =>
    store.commit({ live: [{ id: ids.next(), at: clock.now(), topic: 'viewers', subject: id }] });
  const notTooOften = [limitCalls()];
  api.serve(
    { method: 'get', path, summary: 'Which colleagues look at it or type in it now.', answer },
    async ({ params, request }) => {
      const actor = actorOf(request);
      const { id } = await accessConversation(store, actor, params.id);
      return seenBy(actor, id);
    },
  );
  api.serve(
    {
      method: 'post',
      path,
      summary: `Say that you look at it; it holds for ${LOOK_MS / 1000} seconds, typing for ${TYPING_MS / 1000}. Answers who else does.`,
      body: presenceBody,
      answer,
    },
    async ({ params, body, request }) => {
      const actor = actorOf(request);
      const { id } = await accessConversation(store, actor, params.id);
      const now = clock.now();
      const until = now + LOOK_MS;
      const typingUntil = body.typing ? now + TYPING_MS : null;
      const { id: staffId, name } = actor;
      const viewer = { conversationId: id, staffId, name, until, typingUntil };
      if (await store.putViewer(viewer, now)) await tell(id);
      return seenBy(actor, id);
    },
    notTooOften,
  );
  api.serve(
    { method: 'delete', path, summary: 'Say that you look at it no more.' },
    async ({ params, request }) => {
      const actor = actorOf(request);
      const { id } = await accessConversation(store, actor, params.id);
      if (await store.dropViewer(id, actor.id, clock.now())) await tell(id);
    },
    notTooOften,
  );
  api.serve(
    {
      method: 'get',
      path: '/api/viewers',
      summary: 'Which conversations colleagues have open now.',
      answer: lookingShape,
    },
    async ({ request }) => {
      const actor = actorOf(request);
      mustWorkAtDesk(actor);
      const found = await store.viewers(null, clock.now());
      const others = found.filter(({ staffId }) => staffId !== actor.id);
      const items = others.map(({ conversationId, staffId: id, name }) => ({
        conversationId,
        id,
        name,
      }));
      return { items, nextCursor: null };
    },
  );
}

function viewersView(viewers: readonly Viewer[], now: Instant): ViewersView {
  const items = viewers.map((viewer) => {
    const typing = isTyping(viewer, now);
    const until = typing ? (viewer.typingUntil ?? viewer.until) : viewer.until;
    return { id: viewer.staffId, name: viewer.name, typing, holdsMs: until - now };
  });
  return { items, nextCursor: null };
}

/** Counted in this process: nothing is guessed here, only a screen gone wild is held back. */
function limitCalls() {
  return rateLimit({
    limit: MOST_A_MINUTE,
    windowMs: 60_000,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => actorOf(request).id,
    handler: (_request, _response, next) =>
      next(new Problem(429, 'Too many calls. Wait, then try again.')),
  });
}
