import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { changeStatus } from '../casework/change-status.ts';
import { addNote, claim, release, reply, type AgentResult } from '../conversation/agent-actions.ts';
import { allowedNextStatuses, CASE_STATUSES, type Case } from '../domain/case.ts';
import type { Conversation } from '../domain/conversation.ts';
import { conversationId, evidenceId, messageId, staffId } from '../domain/ids.ts';
import { parseReferenceCode, type ReferenceCode } from '../domain/reference-code.ts';
import { Problem, readInput } from '../http/problem.ts';
import { actorOf } from '../http/sessions.ts';
import type { Clock, Ids, Store } from '../ports.ts';
import { liveEvents } from './live-events.ts';

const page = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  q: z.string().max(200).optional(),
});
const conversationQuery = page.extend({
  control: z.enum(['bot', 'queue', 'agent']).optional(),
  assignee: z.string().max(100).optional(),
  resolved: z.enum(['true', 'false']).optional(),
});
const caseQuery = page.extend({
  status: z.enum(CASE_STATUSES).optional(),
  type: z.string().max(60).optional(),
  agency: z.string().max(60).optional(),
});
const messageQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const words = z.object({ text: z.string().trim().min(1).max(5000) });
const caseChange = z.object({ status: z.enum(CASE_STATUSES) });

/** What agents read and do. Everything here is behind `requireStaff`. */
export function deskRoutes(tools: {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
}): Router {
  const { store, clock } = tools;
  const router = express.Router();
  router.use(express.json({ limit: '100kb' }));

  router.get('/conversations', async (request, response) => {
    const { control, assignee, resolved, q, cursor, limit } = readInput(
      conversationQuery,
      request.query,
    );
    const actor = actorOf(request);
    const found = await store.conversations({
      limit,
      ...(control && { control }),
      ...(assignee && { assignee: assignee === 'me' ? actor.id : staffId(assignee) }),
      ...(resolved && { resolved: resolved === 'true' }),
      ...(q && { q }),
      ...(cursor && { cursor }),
    });
    response.json({ ...found, items: found.items.map(conversationView) });
  });
  router.get('/conversations/:id', async (request, response) => {
    const found = await store.conversation(conversationId(request.params.id));
    if (found === null) throw new Problem(404, 'There is no such conversation.');
    response.json(conversationView(found));
  });
  router.get('/conversations/:id/messages', async (request, response) => {
    const { before, limit } = readInput(messageQuery, request.query);
    const items = await store.messages(conversationId(request.params.id), {
      before: before ?? null,
      limit,
    });
    const first = items[0];
    response.json({
      items: items.map((message) => ({ ...message, at: iso(message.at) })),
      nextCursor: first !== undefined && first.seq > 1 ? String(first.seq) : null,
    });
  });
  const action = (
    name: string,
    run: (request: Request<{ id: string }>) => Promise<AgentResult>,
  ) => {
    router.post(
      `/conversations/:id/${name}`,
      async (request: Request<{ id: string }>, response) => {
        answer(response, await run(request));
      },
    );
  };
  const target = (request: Request<{ id: string }>) => conversationId(request.params.id);
  action('claim', (request) => claim(tools, actorOf(request), target(request)));
  action('release', (request) =>
    release(tools, actorOf(request), target(request), { resolved: false }),
  );
  action('resolve', (request) =>
    release(tools, actorOf(request), target(request), { resolved: true }),
  );
  action('messages', (request) =>
    reply(tools, actorOf(request), target(request), readInput(words, request.body).text),
  );
  action('notes', (request) =>
    addNote(tools, actorOf(request), target(request), readInput(words, request.body).text),
  );
  router.post('/messages/:id/resend', async (request, response) => {
    const queued = await store.requeue(messageId(request.params.id), clock.now());
    if (!queued) throw new Problem(409, 'This message waits already or has been sent.');
    response.status(204).end();
  });

  router.get('/cases', async (request, response) => {
    const { status, type, agency, q, cursor, limit } = readInput(caseQuery, request.query);
    const found = await store.cases({
      limit,
      ...(status && { status }),
      ...(type && { type }),
      ...(agency && { holder: agency }),
      ...(q && { q }),
      ...(cursor && { cursor }),
    });
    response.json({ ...found, items: found.items.map(caseView) });
  });
  router.get('/cases/:reference', async (request, response) => {
    const found = await store.caseByReference(referenceOf(request.params.reference));
    if (found === null) throw new Problem(404, 'There is no such case.');
    response.json(caseView(found));
  });
  router.patch('/cases/:reference', async (request, response) => {
    const { status } = readInput(caseChange, request.body);
    const result = await changeStatus(
      tools,
      actorOf(request),
      referenceOf(request.params.reference),
      status,
    );
    if (result.status === 'not_found') throw new Problem(404, 'There is no such case.');
    if (result.status === 'not_allowed') {
      throw new Problem(409, 'The case cannot go to this status.', { allowed: result.allowed });
    }
    response.json(caseView(result.case));
  });
  router.get('/cases/:reference/evidence', async (request, response) => {
    const items = await store.evidenceOfCase(referenceOf(request.params.reference));
    response.json({
      items: items.map(({ id, sha256, mediaType, bytes, origin, receivedAt }) => ({
        id,
        sha256,
        mediaType,
        bytes,
        origin,
        receivedAt: iso(receivedAt),
      })),
      nextCursor: null,
    });
  });
  router.get('/cases/:reference/evidence/:id/content', async (request, response) => {
    const item = await store.evidence(evidenceId(request.params.id));
    if (item === null || item.reference !== referenceOf(request.params.reference)) {
      throw new Problem(404, 'There is no such evidence in this case.');
    }
    const stream = await store.files.open(item.sha256);
    if (stream === null) throw new Problem(404, 'The file is missing from the store.');
    // Only pictures are shown in place; anything else a person sent is never run by the browser.
    const inline = /^image\/(png|jpeg|gif|webp)$/.test(item.mediaType);
    response.set({
      'Content-Type': inline ? item.mediaType : 'application/octet-stream',
      'Content-Length': String(item.bytes),
      'Content-Disposition': inline ? 'inline' : `attachment; filename="${item.id}"`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, no-store',
    });
    stream.pipe(response);
  });
  router.get('/unanswered', async (request, response) => {
    const { cursor, limit } = readInput(page, request.query);
    const found = await store.unanswered({ limit, ...(cursor && { cursor }) });
    response.json({ ...found, items: found.items.map((item) => ({ ...item, at: iso(item.at) })) });
  });
  router.get('/events', liveEvents(store, clock));
  return router;
}

function answer(response: Response, result: AgentResult): void {
  switch (result.status) {
    case 'ok':
      response.json(conversationView(result.conversation));
      return;
    case 'not_found':
      throw new Problem(404, 'There is no such conversation.');
    case 'refused':
      throw new Problem(
        409,
        result.reason === 'not_held'
          ? 'Claim the conversation first.'
          : `${result.holder ?? 'Somebody else'} holds this conversation.`,
        { reason: result.reason, holder: result.holder },
      );
  }
}

function conversationView(conversation: Conversation) {
  const { id, control, psid, name, language, problemType, urgent, lastMessage } = conversation;
  return {
    id,
    control: control.holder,
    assignee: control.holder === 'agent' ? { id: control.staffId, name: control.name } : null,
    psid,
    name,
    language,
    problemType,
    urgency: urgent ? 'urgent' : 'normal',
    waitingSince: control.holder === 'queue' ? iso(control.since) : null,
    windowOpenedAt: conversation.windowOpenedAt === null ? null : iso(conversation.windowOpenedAt),
    lastMessage: lastMessage === null ? null : { ...lastMessage, at: iso(lastMessage.at) },
    unread: conversation.unread,
    resolvedAt: conversation.resolvedAt === null ? null : iso(conversation.resolvedAt),
    cases: conversation.caseReferences,
  };
}

function caseView(record: Case) {
  const { reference, type, status, holder, urgent, facts, parties, conversations } = record;
  return {
    reference,
    type,
    status,
    holder,
    urgency: urgent ? 'urgent' : 'normal',
    facts,
    parties,
    conversations,
    history: record.history.map((event) => ({ ...event, at: iso(event.at) })),
    allowedNext: allowedNextStatuses(status),
    createdAt: iso(record.createdAt),
    updatedAt: iso(record.updatedAt),
  };
}

function referenceOf(text: string): ReferenceCode {
  const parsed = parseReferenceCode(text);
  if (parsed.status !== 'ok') throw new Problem(404, 'This is no reference code.');
  return parsed.reference;
}

const iso = (at: number) => new Date(at).toISOString();
