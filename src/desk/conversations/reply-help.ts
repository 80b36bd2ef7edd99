import type { CannedReply, SuggestedAnswer } from '../../domain/canned-reply.ts';
import type { Language } from '../../domain/conversation.ts';
import { previewOf, type ThreadMessage } from '../../domain/message.ts';
import type { Api } from '../../http/api.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessConversation, mustWorkAtDesk } from '../access.ts';
import { cannedReplyShape, suggestionShape } from './reply-help-shapes.ts';
import { listOf } from '../shapes.ts';
import type { DeskTools } from '../tools.ts';

/** What helps an agent to write: both come from the content files and may change while we run. */
export interface ReplyHelp {
  readonly canned: () => readonly CannedReply[];
  readonly suggest: (text: string, language: Language) => readonly SuggestedAnswer[];
}

/** Lines among which the person's last words are looked for. */
const LOOKED_BACK = 30;

/** Canned replies, and answers of the knowledge store to what the person said last. */
export function replyHelpRoutes(api: Api, tools: DeskTools): void {
  const { store, replies } = tools;
  api.serve(
    {
      method: 'get',
      path: '/api/canned-replies',
      summary: 'Replies to insert; the desk fills {{name}}, {{reference}}, {{status}}, {{agent}}.',
      answer: listOf(cannedReplyShape),
    },
    ({ request }) => {
      mustWorkAtDesk(actorOf(request));
      return Promise.resolve({ items: [...replies.canned()], nextCursor: null });
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/conversations/:id/suggestions',
      summary: 'Up to three answers of the knowledge store to the person’s last words.',
      answer: listOf(suggestionShape),
    },
    async ({ params, request }) => {
      const { id, language } = await accessConversation(store, actorOf(request), params.id);
      const lines = await store.messages(id, { before: null, limit: LOOKED_BACK });
      const words = lastWords(lines);
      const items = words === '' ? [] : [...replies.suggest(words, language)];
      return { items, nextCursor: null };
    },
  );
}

function lastWords(lines: readonly ThreadMessage[]): string {
  const last = lines.findLast(
    ({ content, direction }) => direction === 'in' && content.kind === 'text',
  );
  return last === undefined ? '' : previewOf(last);
}
