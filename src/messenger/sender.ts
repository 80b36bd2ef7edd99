import { z } from 'zod';
import type { EvidenceFiles, Log, MessengerSender } from '../ports.ts';
import type { MessengerAdapter } from './facebook-adapter.ts';
import type { GraphClient } from './graph-client.ts';
import { uploaded } from './upload-file.ts';

const sent = z.looseObject({ message_id: z.string() });
const profile = z.looseObject({
  first_name: z.string().optional(),
  last_name: z.string().optional(),
});

/** Sends through the Graph client what the adapter has mapped. */
export function messengerSender(options: {
  readonly graph: GraphClient;
  readonly adapter: MessengerAdapter;
  readonly pageId: string;
  readonly files: Pick<EvidenceFiles, 'open'>;
  readonly log: Log;
}): MessengerSender {
  const { graph, adapter, pageId, files, log } = options;
  const path = `/${pageId}/messages`;
  return {
    async send({ psid, content, metadata, messagingType, tag }) {
      const plain = content.kind === 'template' && messagingType !== 'UTILITY';
      const body =
        content.kind === 'file'
          ? { recipient: { id: psid }, message: await uploaded({ graph, files, pageId }, content) }
          : adapter.messageOf(psid, plain ? { kind: 'text', text: content.text } : content);
      const message = body['message'] as Record<string, unknown>;
      const answer = await graph.call('POST', path, {
        ...body,
        message: { ...message, metadata },
        messaging_type: messagingType,
        ...(tag === undefined ? {} : { tag }),
      });
      const parsed = sent.safeParse(answer);
      return { mid: parsed.success ? parsed.data.message_id : null };
    },
    async signal(psid, action) {
      await graph
        .call('POST', path, { recipient: { id: psid }, sender_action: action })
        .catch((error: unknown) => log.info('messenger.signal_failed', { action, error }));
    },
    async profileName(psid) {
      try {
        const fields = 'first_name,last_name';
        const answer = await graph.call('GET', `/${psid}`, undefined, { fields });
        const parsed = profile.safeParse(answer);
        if (!parsed.success) return null;
        const { first_name: first = '', last_name: last = '' } = parsed.data;
        return `${first} ${last}`.trim() || null;
      } catch {
        return null;
      }
    },
  };
}
