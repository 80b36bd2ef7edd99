import type { Request, Response } from 'express';
import { z } from 'zod';
import { markSensitive } from '../../conversation/agent/mark-sensitive.ts';
import { byStaff, ofEvidence } from '../../domain/audit.ts';
import {
  isFromPerson,
  isStored,
  type Evidence,
  type StoredEvidence,
} from '../../domain/evidence.ts';
import { evidenceId } from '../../domain/ids.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessCase, accessConversation } from '../access.ts';
import { isShownInPlace, sendEvidence } from './evidence-content.ts';
import { evidenceListShape, evidenceShape } from '../shapes.ts';
import type { DeskTools } from '../tools.ts';
import { evidenceView, missedView } from '../conversations/views.ts';

/** Evidence of a case, and of a conversation: files come before there is a case, or without one. */
export function evidenceRoutes(api: Api, tools: DeskTools): void {
  const { store, clock } = tools;
  const answer = evidenceListShape;
  const list = (items: readonly Evidence[]) => ({
    items: items.filter(isStored).map(evidenceView),
    nextCursor: null,
    notReceived: items.flatMap((item) => (isStored(item) ? [] : [missedView(item)])),
  });
  const one = async (id: string, belongs: (item: Evidence) => boolean): Promise<StoredEvidence> => {
    const item = await store.evidence(evidenceId(id));
    if (item === null || !isStored(item) || !belongs(item))
      throw new Problem(404, 'There is no such evidence here.');
    return item;
  };
  /** Who saw or took a file stands in the audit before it leaves: its custody log. */
  const send = async (item: StoredEvidence, request: Request, response: Response) => {
    const shown = isShownInPlace(item);
    await store.appendAudit([
      {
        at: clock.now(),
        actor: byStaff(actorOf(request).id),
        action: shown ? 'evidence.viewed' : 'evidence.downloaded',
        subject: ofEvidence(item.id),
        details: { sha256: item.sha256 },
      },
    ]);
    await sendEvidence(store.files, item, response);
  };
  const mark = async (item: StoredEvidence, sensitive: boolean, request: Request) => {
    const result = await markSensitive(tools, actorOf(request), item, sensitive);
    if (result.status !== 'ok') throw new Problem(404, 'There is no such evidence here.');
    return evidenceView(await one(item.id, () => true));
  };
  const markBody = z.strictObject({ sensitive: z.boolean() });
  const marks = 'Say whether a file is sensitive: then it is covered until somebody asks for it.';
  const media = '*/*';
  api.serve(
    {
      method: 'get',
      path: '/api/cases/:reference/evidence',
      summary: 'The files of a case.',
      answer,
    },
    async ({ params, request }) => {
      const { reference } = await accessCase(store, actorOf(request), params.reference);
      return list(await store.evidenceOfCase(reference));
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/cases/:reference/evidence/:id/content',
      summary: 'The bytes of a file.',
      media,
    },
    async ({ params, request, response }) => {
      const { reference } = await accessCase(store, actorOf(request), params.reference);
      const item = await one(params.id, (found) => found.reference === reference);
      await send(item, request, response);
    },
  );
  api.serve(
    {
      method: 'patch',
      path: '/api/cases/:reference/evidence/:id',
      summary: marks,
      body: markBody,
      answer: evidenceShape,
    },
    async ({ params, body, request }) => {
      const { reference } = await accessCase(store, actorOf(request), params.reference);
      const item = await one(params.id, (found) => found.reference === reference);
      return mark(item, body.sensitive, request);
    },
  );
  api.serve(
    {
      method: 'patch',
      path: '/api/conversations/:id/evidence/:evidenceId',
      summary: marks,
      body: markBody,
      answer: evidenceShape,
    },
    async ({ params, body, request }) => {
      const { id } = await accessConversation(store, actorOf(request), params.id);
      const item = await one(params.evidenceId, (found) => found.conversationId === id);
      return mark(item, body.sensitive, request);
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/conversations/:id/evidence',
      summary: 'The files that came in a conversation.',
      answer,
    },
    async ({ params, request }) => {
      const { id } = await accessConversation(store, actorOf(request), params.id);
      return list((await store.evidenceOfConversation(id)).filter(isFromPerson));
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/conversations/:id/evidence/:evidenceId/content',
      summary: 'The bytes of a file.',
      media,
    },
    async ({ params, request, response }) => {
      const { id } = await accessConversation(store, actorOf(request), params.id);
      const item = await one(params.evidenceId, (found) => found.conversationId === id);
      await send(item, request, response);
    },
  );
}
