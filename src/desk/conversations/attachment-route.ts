import { createHash } from 'node:crypto';
import express from 'express';
import { fileTypeFromBuffer } from 'file-type';
import { z } from 'zod';
import { sendFile } from '../../conversation/agent/send-file.ts';
import { LIMITS } from '../../domain/messaging-limits.ts';
import { plainName, sendable } from '../../domain/sent-file.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessConversation } from '../access.ts';
import { answerOf } from './action-routes.ts';
import { conversationShape } from '../shapes.ts';
import type { DeskTools } from '../tools.ts';

/** Files from staff to the person. The bytes are stored before anything says that they are there. */
export function attachmentRoute(api: Api, tools: DeskTools): void {
  const { store } = tools;
  api.serve(
    {
      method: 'post',
      path: '/api/conversations/:id/attachments',
      summary: `Send a picture, PDF, video or sound of up to ${LIMITS.fileBytes / 1e6} MB; only the one who holds the conversation may.`,
      query: z.object({ name: z.string().min(1).max(300) }),
      takes: 'application/octet-stream',
      answer: conversationShape,
    },
    async ({ params, query, request }) => {
      const actor = actorOf(request);
      const { id } = await accessConversation(store, actor, params.id);
      const body: unknown = request.body;
      if (!Buffer.isBuffer(body) || body.length === 0) throw wrongType();
      const recognised = await fileTypeFromBuffer(body);
      const kind = recognised === undefined ? null : sendable(recognised.mime);
      if (kind === null) throw wrongType();
      const sha256 = createHash('sha256').update(body).digest('hex');
      await store.files.put(sha256, body);
      const file = { ...kind, sha256, bytes: body.length, name: plainName(query.name) };
      return answerOf(await sendFile(tools, actor, id, file), actor, tools.humanAgentGranted);
    },
    [express.raw({ type: () => true, limit: LIMITS.fileBytes })],
  );
}

const wrongType = () =>
  new Problem(415, 'Send a PNG, JPEG or GIF picture, a PDF, an MP4 video, or an MP3 or M4A sound.');
