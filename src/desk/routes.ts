import { maskNumbers } from '../domain/masking.ts';
import type { UnansweredQuestion } from '../domain/unanswered.ts';
import { Api } from '../http/api.ts';
import { actorOf, readSession, requireStaff } from '../http/sessions.ts';
import { worksAtDesk } from '../domain/staff.ts';
import { mustWorkAtDesk } from './access.ts';
import { accountRoutes } from './staff/account-routes.ts';
import { actionRoutes } from './conversations/action-routes.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { caseLinkRoutes } from './cases/case-link-routes.ts';
import { attachmentRoute } from './conversations/attachment-route.ts';
import { caseRoutes } from './cases/case-routes.ts';
import { conversationRoutes } from './conversations/conversation-routes.ts';
import { deskFigureRoutes } from './figures/desk-figure-routes.ts';
import { dutyRoutes } from './duty/duty-routes.ts';
import { erasureRoutes } from './privacy/erasure-routes.ts';
import { evidenceRoutes } from './cases/evidence-routes.ts';
import { figuresRoutes } from './figures/figures-routes.ts';
import { handOverRoutes } from './duty/hand-over-routes.ts';
import { LiveEvents } from './live-events.ts';
import { privacyRoutes } from './privacy/privacy-routes.ts';
import { pageQuery } from './queries.ts';
import { receiptRoute } from './cases/receipt-route.ts';
import { replyHelpRoutes } from './conversations/reply-help.ts';
import { referralRoutes } from './referrals/referral-routes.ts';
import { resendRoute } from './conversations/resend-route.ts';
import { colleagueShape, listOf, unansweredGroupShape, unansweredShape } from './shapes.ts';
import { threadRoute } from './conversations/thread-route.ts';
import { unansweredGroups } from '../conversation/unanswered-groups.ts';
import type { DeskTools } from './tools.ts';
import { iso } from './conversations/views.ts';
import { cardRoutes } from './conversations/card-routes.ts';
import { viewerRoutes } from './conversations/viewer-routes.ts';
import { withdrawRoute } from './conversations/withdraw-route.ts';

/** What agents read and do. */
export function deskApi(tools: DeskTools): Api {
  const { store } = tools;
  const api = new Api(requireStaff(tools));
  const live = new LiveEvents(store);
  conversationRoutes(api, tools);
  actionRoutes(api, tools);
  threadRoute(api, tools);
  attachmentRoute(api, tools);
  resendRoute(api, tools);
  withdrawRoute(api, tools);
  replyHelpRoutes(api, tools);
  caseRoutes(api, tools);
  caseLinkRoutes(api, tools);
  auditRoutes(api, tools);
  evidenceRoutes(api, tools);
  cardRoutes(api, tools);
  viewerRoutes(api, tools);
  privacyRoutes(api, tools);
  erasureRoutes(api, tools);
  figuresRoutes(api, tools);
  deskFigureRoutes(api, tools);
  dutyRoutes(api, tools);
  accountRoutes(api, tools);
  handOverRoutes(api, tools);
  referralRoutes(api, tools);
  receiptRoute(api, tools);
  api.serve(
    {
      method: 'get',
      path: '/api/staff',
      summary: 'Who works at the desk and can be given a conversation.',
      answer: listOf(colleagueShape),
    },
    async ({ request }) => {
      mustWorkAtDesk(actorOf(request));
      const staff = await store.listStaff();
      const present = staff.filter((one) => one.disabledAt === null && worksAtDesk(one.role));
      return { items: present.map(({ id, name, role }) => ({ id, name, role })), nextCursor: null };
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/unanswered',
      summary: 'Questions that the knowledge store could not answer, latest first.',
      query: pageQuery.omit({ q: true }),
      answer: listOf(unansweredShape),
    },
    async ({ query: { cursor, limit } }) => {
      const { items, nextCursor } = await store.unanswered({ limit, ...(cursor && { cursor }) });
      return { items: items.map(questionView), nextCursor };
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/unanswered/groups',
      summary: 'The same with questions that read alike together, the most asked first.',
      answer: listOf(unansweredGroupShape),
    },
    async () => {
      const groups = await unansweredGroups(store);
      const items = groups.map(({ question, count, ids, wordings }) => ({
        question: questionView(question),
        count,
        ids: [...ids],
        wordings: wordings.map(maskNumbers),
      }));
      return { items, nextCursor: null };
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/events',
      summary: 'Server-sent events that tell what to read again; `Last-Event-ID` catches up.',
      media: 'text/event-stream',
    },
    async ({ request, response }) => {
      const { id, role } = actorOf(request);
      const present = async () => {
        if (worksAtDesk(role)) await store.seenAtDesk(id, tools.clock.now());
      };
      await present();
      await live.serve(request, response, async () => {
        const stays = (await readSession(tools, request)) !== null;
        if (stays) await present();
        return stays;
      });
    },
  );
  return api;
}

/** Whoever edits answers sees what was asked, and no number of whoever asked. */
function questionView({ at, text, ...rest }: UnansweredQuestion) {
  return { ...rest, text: maskNumbers(text), at: iso(at) };
}
