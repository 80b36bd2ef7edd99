import { z } from 'zod';
import type { IntakeEvent } from '../domain/intake-event.ts';
import type { AttachmentType } from '../domain/message.ts';

/** One attachment as Facebook announces it; the link is fetched at once and never kept. */
export interface AnnouncedAttachment {
  readonly type: AttachmentType;
  readonly url: string | null;
}

/** One thing that the person did, in the order in which it happened. */
export interface PersonAction {
  readonly mid: string | null;
  readonly at: number;
  readonly text: string;
  readonly payload: string | null;
  readonly attachments: readonly AnnouncedAttachment[];
  readonly stickerId: string | null;
}

const attachment = z.looseObject({
  type: z.string(),
  payload: z
    .looseObject({
      url: z.string().optional(),
      sticker_id: z.union([z.string(), z.number()]).optional(),
    })
    .nullish(),
});
const utterance = z.looseObject({
  mid: z.string().optional(),
  text: z.string().default(''),
  quick_reply: z.looseObject({ payload: z.string() }).optional(),
  attachments: z.array(attachment).default([]),
});
const postback = z.looseObject({
  mid: z.string().optional(),
  title: z.string().default(''),
  payload: z.string().optional(),
  referral: z.unknown().optional(),
});

const FILES: Readonly<Record<string, AttachmentType>> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  file: 'file',
};

/** Reads an utterance or a postback; null when there is nothing to react to. */
export function readAction(event: IntakeEvent): PersonAction | null {
  if (event.kind === 'postback') {
    const parsed = postback.safeParse(event.raw['postback']);
    if (!parsed.success) return null;
    const { mid = null, title, payload = 'start:welcome' } = parsed.data;
    return { mid, at: event.at, text: title, payload, attachments: [], stickerId: null };
  }
  const parsed = utterance.safeParse(event.raw['message']);
  if (!parsed.success) return null;
  const { mid = null, text, quick_reply: reply, attachments } = parsed.data;
  const sticker = attachments.find((item) => item.payload?.sticker_id !== undefined);
  const files = attachments.flatMap((item): AnnouncedAttachment[] => {
    const type = FILES[item.type];
    return type === undefined || item.payload?.sticker_id !== undefined
      ? []
      : [{ type, url: item.payload?.url ?? null }];
  });
  return {
    mid,
    at: event.at,
    text,
    payload: reply?.payload ?? null,
    attachments: files,
    stickerId: sticker === undefined ? null : String(sticker.payload?.sticker_id),
  };
}

/** Joins what was written in a row; a pressed button stands alone. */
export function joinActions<Action extends Pick<PersonAction, 'payload'>>(
  actions: readonly Action[],
): Action[][] {
  const groups: Action[][] = [];
  for (const action of actions) {
    const last = groups.at(-1);
    if (last === undefined || action.payload !== null || last[0]?.payload !== null) {
      groups.push([action]);
    } else {
      last.push(action);
    }
  }
  return groups;
}
