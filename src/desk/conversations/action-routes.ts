import { z } from 'zod';
import {
  addNote,
  claim,
  release,
  type AgentResult,
} from '../../conversation/agent/agent-actions.ts';
import { reply } from '../../conversation/agent/reply.ts';
import { snooze } from '../../conversation/agent/snooze.ts';
import { transfer } from '../../conversation/agent/transfer.ts';
import { staffId, type ConversationId } from '../../domain/ids.ts';
import { worksAtDesk, type Actor } from '../../domain/staff.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessConversation } from '../access.ts';
import { wordsBody } from '../queries.ts';
import { conversationShape, type ConversationView } from '../shapes.ts';
import type { DeskTools } from '../tools.ts';
import { conversationSeenBy } from './views.ts';
import { windowProblem } from './window-problem.ts';

const LONGEST_SNOOZE_MS = 30 * 24 * 3_600_000;
const snoozeBody = z.object({ until: z.iso.datetime().nullable() });
const transferBody = z.object({ assignee: z.string().min(1).max(100) });

/** What a member of staff does with a conversation. Who may is decided inside the commit. */
export function actionRoutes(api: Api, tools: DeskTools): void {
  const { store, humanAgentGranted } = tools;
  const answer = conversationShape;
  const view = (result: AgentResult, actor: Actor) => answerOf(result, actor, humanAgentGranted);
  const plain = (
    name: string,
    summary: string,
    run: (actor: Actor, id: ConversationId) => Promise<AgentResult>,
  ) => {
    const path = `/api/conversations/:id/${name}` as const;
    api.serve({ method: 'post', path, summary, answer }, async ({ params, request }) => {
      const actor = actorOf(request);
      const { id } = await accessConversation(store, actor, params.id);
      return view(await run(actor, id), actor);
    });
  };
  const written = (
    name: string,
    summary: string,
    run: (actor: Actor, id: ConversationId, text: string) => Promise<AgentResult>,
  ) => {
    const path = `/api/conversations/:id/${name}` as const;
    const endpoint = { method: 'post', path, summary, body: wordsBody, answer } as const;
    api.serve(endpoint, async ({ params, body, request }) => {
      const actor = actorOf(request);
      const { id } = await accessConversation(store, actor, params.id);
      return view(await run(actor, id, body.text), actor);
    });
  };
  plain('claim', 'Take the conversation; the bot is silent from then on.', (actor, id) =>
    claim(tools, actor, id),
  );
  plain('release', 'Give the conversation back to the bot.', (actor, id) =>
    release(tools, actor, id, { resolved: false }),
  );
  plain('resolve', 'Close the conversation until the person writes again.', (actor, id) =>
    release(tools, actor, id, { resolved: true }),
  );
  written('messages', 'Write to the person; only the one who holds it may.', (actor, id, text) =>
    reply(tools, actor, id, text),
  );
  written('notes', 'Write a line that only colleagues see.', (actor, id, text) =>
    addNote(tools, actor, id, text),
  );
  api.serve(
    {
      method: 'post',
      path: '/api/conversations/:id/snooze',
      summary:
        'Lay the conversation aside until a moment or until the person writes; null: no longer.',
      body: snoozeBody,
      answer,
    },
    async ({ params, body, request }) => {
      const actor = actorOf(request);
      const { id } = await accessConversation(store, actor, params.id);
      const until = body.until === null ? null : Date.parse(body.until);
      const ahead = until === null ? 0 : until - tools.clock.now();
      if (until !== null && (ahead <= 0 || ahead > LONGEST_SNOOZE_MS)) {
        throw new Problem(400, 'The moment must be ahead, by 30 days at most.', {
          problems: [{ field: 'until', message: 'Not ahead, or too far.' }],
        });
      }
      return view(await snooze(tools, actor, id, until), actor);
    },
  );
  api.serve(
    {
      method: 'post',
      path: '/api/conversations/:id/transfer',
      summary: 'Give the conversation to another member of staff.',
      body: transferBody,
      answer,
    },
    async ({ params, body, request }) => {
      const actor = actorOf(request);
      const { id } = await accessConversation(store, actor, params.id);
      const to = await store.staffById(staffId(body.assignee));
      if (to === null || to.disabledAt !== null || !worksAtDesk(to.role)) {
        throw new Problem(400, 'Nobody at the desk has this id.', {
          problems: [{ field: 'assignee', message: 'See /api/staff.' }],
        });
      }
      return view(await transfer(tools, actor, id, { id: to.id, name: to.name }), actor);
    },
  );
}

/** The conversation after an action, or the problem that says why nothing was done. */
export function answerOf(
  result: AgentResult,
  actor: Actor,
  humanAgentGranted: boolean,
): ConversationView {
  switch (result.status) {
    case 'ok':
      return conversationSeenBy(actor, result.conversation, humanAgentGranted);
    case 'not_found':
      throw new Problem(404, 'There is no such conversation.');
    case 'refused':
      throw refusal(result);
    case 'not_failed':
      throw new Problem(409, 'This message waits already or has been sent.', {
        reason: 'not_failed',
      });
    case 'has_left':
      throw new Problem(409, 'The message has left already.', { reason: 'has_left' });
    case 'too_late':
      throw windowProblem(result, humanAgentGranted);
  }
}

/** 409 with the reason and, where a member of staff holds it, who. */
function refusal(result: Extract<AgentResult, { status: 'refused' }>): Problem {
  const detail = {
    not_held: 'Claim the conversation first.',
    held_by_other: `${result.holder ?? 'Somebody else'} holds this conversation.`,
    thread_elsewhere: 'Another app of the Page may write to the person now. Take the thread first.',
  }[result.reason];
  return new Problem(409, detail, { reason: result.reason, holder: result.holder });
}
