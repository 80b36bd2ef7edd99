import { z } from 'zod';
import type { IntakeEvent } from '../../domain/intake-event.ts';
import type { AttachmentType, SharedItem } from '../../domain/message.ts';
import { readShared } from './shared-items.ts';
import { refOf } from './referral.ts';

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
  /** What is no file: links, posts, places. */
  readonly shared: readonly SharedItem[];
  readonly stickerId: string | null;
  /** The `mid` of the line that this one answers. */
  readonly replyTo: string | null;
  /** We only saw it: another app holds the thread. Never to be answered. */
  readonly standby: boolean;
}

const attachment = z.looseObject({
  type: z.string(),
  payload: z
    .looseObject({
      url: z.string().optional().catch(undefined),
      sticker_id: z.union([z.string(), z.number()]).optional(),
    })
    .nullish(),
});
const UNREADABLE: z.infer<typeof attachment> = { type: 'unreadable' };
/** An odd part of a message takes nothing of the rest with it. */
const utterance = z.looseObject({
  mid: z.string().optional().catch(undefined),
  text: z.string().catch(''),
  reply_to: z.looseObject({ mid: z.string() }).optional().catch(undefined),
  quick_reply: z.looseObject({ payload: z.string() }).optional().catch(undefined),
  attachments: z.array(z.unknown()).catch([]),
});
const named = z.looseObject({ mid: z.string() });
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

/** Reads what the person said or pressed; null when it is something else. */
export function readAction(event: IntakeEvent): PersonAction | null {
  const standby = event.kind === 'standby';
  if (event.kind === 'postback' || (standby && event.raw['postback'] !== undefined)) {
    const parsed = postback.safeParse(event.raw['postback']);
    if (!parsed.success) return null;
    // What another app's button means is not told.
    const { mid = null, title, payload: sent = standby ? '' : 'start:welcome' } = parsed.data;
    const ref = standby ? null : refOf(event);
    const payload = ref === null ? sent : `ref:${ref}`;
    const { at } = event;
    const none = { attachments: [], shared: [], stickerId: null, replyTo: null };
    return { mid, at, text: title, payload, ...none, standby };
  }
  if (event.kind !== 'utterance' && !standby) return null;
  const parsed = utterance.safeParse(event.raw['message']);
  if (!parsed.success) return null;
  const { mid = null, text, quick_reply: reply, reply_to: answered, attachments } = parsed.data;
  const announced = attachments.map((item) => attachment.safeParse(item).data ?? UNREADABLE);
  const sticker = announced.find(isSticker);
  const others = announced.filter((item) => !isSticker(item));
  const files = others.flatMap(({ type: name, payload }): AnnouncedAttachment[] => {
    const type = FILES[name];
    return type === undefined ? [] : [{ type, url: payload?.url ?? null }];
  });
  return {
    mid,
    at: event.at,
    text,
    payload: reply?.payload ?? null,
    attachments: files,
    shared: others.filter(({ type }) => FILES[type] === undefined).map(readShared),
    stickerId: sticker === undefined ? null : String(sticker.payload?.sticker_id ?? ''),
    replyTo: answered?.mid ?? null,
    standby,
  };
}

/** Meta's id of the message or of the pressed button; null for everything else. */
export function midOf({ raw }: IntakeEvent): string | null {
  const parsed = named.safeParse(raw['message'] ?? raw['postback']);
  return parsed.success ? parsed.data.mid : null;
}

/** Until August 2026 a sticker came as a picture too: both have the sticker's number. */
function isSticker({ type, payload }: z.infer<typeof attachment>): boolean {
  return type === 'sticker' || payload?.sticker_id !== undefined;
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
