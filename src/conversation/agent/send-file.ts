import { ofConversation, byStaff } from '../../domain/audit.ts';
import { evidenceId, type ConversationId } from '../../domain/ids.ts';
import type { FileContent } from '../../domain/message.ts';
import type { Actor } from '../../domain/staff.ts';
import type { AgentResult } from './agent-actions.ts';
import { say, type ReplyTools } from './reply.ts';

/** A file whose bytes are stored already. */
export type FileToSend = Omit<FileContent, 'kind' | 'evidenceId'>;

/**
 * Sends the person a file, under the same rules as words: it waits in the outbox and can be taken
 * back as long as they can. The record keeps its bytes from being swept away; it is no evidence.
 */
export function sendFile(
  tools: ReplyTools,
  actor: Actor,
  id: ConversationId,
  file: FileToSend,
): Promise<AgentResult> {
  const evidence = evidenceId(tools.ids.next());
  const { type, sha256, mediaType, bytes } = file;
  return say(tools, actor, id, { kind: 'file', evidenceId: evidence, ...file }, (line, now) => ({
    evidence: [
      {
        id: evidence,
        conversationId: id,
        messageId: line,
        reference: null,
        kind: null,
        type,
        receivedAt: now,
        sha256,
        mediaType,
        bytes,
        origin: 'desk',
        sentBy: actor.id,
      },
    ],
    audit: [
      {
        at: now,
        actor: byStaff(actor.id),
        action: 'conversation.file_sent',
        subject: ofConversation(id),
        details: { evidence, sha256, mediaType, bytes },
      },
    ],
  }));
}
