/** The webhook events of what a person does, in Meta's shapes. */
import type { GraphStandIn } from './graph/stand-in.ts';
import type { FromPerson, Person } from './graph/person.ts';
import type { WebhookEvent } from './graph/webhook-events.ts';

/** Ids of the thumbs-up sticker. */
export const LIKE_STICKER_ID = '369239263222822';

/** Every event from a person to the Page has these three. */
export function fromPerson(
  standIn: GraphStandIn,
  person: Person,
  timestamp: number,
): Readonly<Record<string, unknown>> {
  return { sender: { id: person.psid }, recipient: { id: standIn.pageId }, timestamp };
}

/** The event of a message or a postback. */
export function messageEvent(
  standIn: GraphStandIn,
  person: Person,
  item: FromPerson,
  extra: { readonly referral?: object; readonly replyTo?: string } = {},
): WebhookEvent {
  const base = fromPerson(standIn, person, item.at);
  const { content, mid } = item;
  const reply = extra.replyTo === undefined ? {} : { reply_to: { mid: extra.replyTo } };
  switch (content.kind) {
    case 'text': {
      const tapped =
        content.quickReply === undefined ? {} : { quick_reply: { payload: content.quickReply } };
      return { ...base, message: { mid, text: content.text, ...tapped, ...reply } };
    }
    case 'postback': {
      const { title, payload } = content;
      const referral = extra.referral === undefined ? {} : { referral: extra.referral };
      return { ...base, postback: { mid, title, payload, ...referral } };
    }
    case 'attachments': {
      const attachments = content.attachments.map(({ type, mediaId }) => {
        const stored = standIn.media.get(mediaId);
        return { type, payload: { url: stored === null ? '' : standIn.mediaUrl(stored) } };
      });
      return { ...base, message: { mid, attachments, ...reply } };
    }
    case 'sticker': {
      const { stickerId } = content;
      const url = `${standIn.baseUrl}/media/sticker/${stickerId}`;
      const payload = { url, sticker_id: Number(stickerId) };
      return { ...base, message: { mid, attachments: [{ type: 'sticker', payload }] } };
    }
  }
}

/** What another app's thread shows us: the postback without its payload. */
export function standbyCopy(event: WebhookEvent): WebhookEvent {
  const postback = event['postback'];
  if (typeof postback !== 'object' || postback === null) return event;
  const shown = Object.entries(postback).filter(([key]) => key !== 'payload');
  return { ...event, postback: Object.fromEntries(shown) };
}
