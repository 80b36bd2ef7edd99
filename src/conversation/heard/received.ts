import type { Evidence } from '../../domain/evidence.ts';
import { evidenceId, messageId, type ConversationId, type MessageId } from '../../domain/ids.ts';
import type { IncomingContent, ReceivedAttachment } from '../../domain/message.ts';
import type { Clock, EvidenceDownloader, Ids } from '../../ports.ts';
import type { AnnouncedAttachment, PersonAction } from './inputs.ts';

/** An action with its files fetched. */
export interface Received extends PersonAction {
  readonly id: MessageId;
  readonly stored: readonly {
    readonly attachment: ReceivedAttachment;
    readonly evidence: Evidence;
  }[];
}

/** How many files of one person are fetched at the same time. */
const AT_ONCE = 4;

/**
 * Fetches the files of an action at once: their links die. What cannot be kept says why.
 * @param budget when it ends, what has not come counts as unreachable
 */
export async function fetchFiles(
  tools: { readonly download: EvidenceDownloader; readonly clock: Clock; readonly ids: Ids },
  conversationId: ConversationId,
  action: PersonAction,
  budget?: AbortSignal,
): Promise<Received> {
  const { ids, clock } = tools;
  const id = messageId(ids.next());
  const fetchOne = async ({ type, url }: AnnouncedAttachment) => {
    const result =
      url === null
        ? ({ status: 'failed', reason: 'not_a_file' } as const)
        : await tools.download(url, budget);
    const item = {
      id: evidenceId(ids.next()),
      conversationId,
      messageId: id,
      reference: null,
      kind: null,
      type,
      receivedAt: clock.now(),
    };
    if (result.status === 'failed') {
      const { status, reason } = result;
      const evidence: Evidence = { ...item, status, reason, askedAgain: false };
      return { attachment: { status, type, reason }, evidence };
    }
    const evidence: Evidence = { ...item, ...result };
    const { status, mediaType, bytes } = result;
    return {
      attachment: { status, type, evidenceId: evidence.id, mediaType, bytes },
      evidence,
    };
  };
  const stored: Received['stored'][number][] = [];
  for (let from = 0; from < action.attachments.length; from += AT_ONCE) {
    const some = action.attachments.slice(from, from + AT_ONCE);
    stored.push(...(await Promise.all(some.map(fetchOne))));
  }
  return { ...action, id, stored };
}

/** The action as the thread shows it. */
export function contentOf(action: Received): IncomingContent {
  if (action.payload !== null) {
    return { kind: 'pressed', text: action.text, payload: action.payload };
  }
  const { stored, shared } = action;
  if (stored.length + shared.length > 0) {
    const attachments = stored.map((item) => item.attachment);
    return {
      kind: 'attachments',
      attachments,
      ...(shared.length === 0 ? {} : { shared }),
      ...(action.text === '' ? {} : { text: action.text }),
    };
  }
  if (action.stickerId !== null) {
    return {
      kind: 'sticker',
      stickerId: action.stickerId,
      liked: action.stickerId.startsWith('369239'),
    };
  }
  return action.text === ''
    ? { kind: 'unsupported', what: 'message' }
    : { kind: 'text', text: action.text };
}
