import type { Evidence } from '../domain/evidence.ts';
import { evidenceId, messageId, type ConversationId, type MessageId } from '../domain/ids.ts';
import type { IncomingContent, ReceivedAttachment } from '../domain/message.ts';
import type { Clock, EvidenceDownloader, Ids } from '../ports.ts';
import type { PersonAction } from './inputs.ts';

/** An action with its files fetched. */
export interface Received extends PersonAction {
  readonly id: MessageId;
  readonly stored: readonly {
    readonly attachment: ReceivedAttachment;
    readonly evidence: Evidence | null;
  }[];
}

/** Fetches the files of an action at once: their links die. What cannot be kept says why. */
export async function fetchFiles(
  tools: { readonly download: EvidenceDownloader; readonly clock: Clock; readonly ids: Ids },
  conversationId: ConversationId,
  action: PersonAction,
): Promise<Received> {
  const { ids, clock } = tools;
  const id = messageId(ids.next());
  const stored: Received['stored'][number][] = [];
  for (const { type, url } of action.attachments) {
    const result =
      url === null
        ? ({ status: 'failed', reason: 'not_a_file' } as const)
        : await tools.download(url);
    if (result.status === 'failed') {
      stored.push({
        attachment: { status: 'failed', type, reason: result.reason },
        evidence: null,
      });
      continue;
    }
    const evidence: Evidence = {
      id: evidenceId(ids.next()),
      conversationId,
      messageId: id,
      reference: null,
      kind: null,
      sha256: result.sha256,
      mediaType: result.mediaType,
      bytes: result.bytes,
      type,
      origin: result.origin,
      receivedAt: clock.now(),
    };
    const { mediaType, bytes } = result;
    stored.push({
      attachment: { status: 'stored', type, evidenceId: evidence.id, mediaType, bytes },
      evidence,
    });
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
