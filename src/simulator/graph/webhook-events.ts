/** The webhook bodies of what the Page sent, in Meta's shapes. */
import type { FromPage, Person } from './person.ts';
import type { PageMessage } from './send-request.ts';

/** One item of `entry[].messaging`. */
export type WebhookEvent = Readonly<Record<string, unknown>>;
type EventSource = 'messaging' | 'standby';
export type WebhookBody = {
  readonly object: 'page';
  readonly entry: readonly {
    readonly id: string;
    readonly time: number;
    readonly messaging?: readonly WebhookEvent[];
    readonly standby?: readonly WebhookEvent[];
  }[];
};

/** The envelope around events of one Page. */
export function webhookBody(
  pageId: string,
  time: number,
  events: readonly WebhookEvent[],
  source: EventSource = 'messaging',
): WebhookBody {
  return { object: 'page', entry: [{ id: pageId, time, [source]: events }] };
}

/** The copy of a sent message: sender and recipient are swapped, `app_id` is a number. */
export function echoEvent(
  pageId: string,
  person: Person,
  sent: FromPage,
  appId: string,
): WebhookEvent {
  const { text, metadata, quick_replies: quickReplies } = sent.message;
  const attachments = echoedAttachments(sent.message);
  return {
    sender: { id: pageId },
    recipient: { id: person.psid },
    timestamp: sent.at,
    message: {
      mid: sent.mid,
      is_echo: true,
      app_id: Number(appId),
      ...(metadata === undefined ? {} : { metadata }),
      ...(text === undefined ? {} : { text }),
      ...(quickReplies === undefined ? {} : { quick_replies: quickReplies }),
      ...(attachments === undefined ? {} : { attachments }),
    },
  };
}

function echoedAttachments({ attachment }: PageMessage): readonly unknown[] | undefined {
  if (attachment === undefined) return undefined;
  if (attachment.type === 'template') {
    return [{ title: '', url: null, type: 'template', payload: attachment.payload }];
  }
  return [{ type: attachment.type, payload: { url: attachment.payload.url } }];
}

/** The person's phone has the message. Meta's sample carries no `timestamp`. */
export function deliveryEvent(pageId: string, person: Person, sent: FromPage): WebhookEvent {
  return {
    sender: { id: person.psid },
    recipient: { id: pageId },
    delivery: { mids: [sent.mid], watermark: sent.at },
  };
}

/** The person has seen everything up to the watermark. */
export function readEvent(
  pageId: string,
  person: Person,
  at: number,
  watermark: number,
): WebhookEvent {
  return {
    sender: { id: person.psid },
    recipient: { id: pageId },
    timestamp: at,
    read: { watermark },
  };
}
