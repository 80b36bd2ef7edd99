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
  /** We only saw it: another app holds the thread. Never to be answered. */
  readonly standby: boolean;
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
    const { mid = null, title, payload = standby ? '' : 'start:welcome' } = parsed.data;
    return { mid, at: event.at, text: title, payload, attachments: [], stickerId: null, standby };
  }
  if (event.kind !== 'utterance' && !standby) return null;
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
    standby,
  };
}

/** Meta's id of the message or of the pressed button; null for everything else. */
export function midOf({ raw }: IntakeEvent): string | null {
  const parsed = named.safeParse(raw['message'] ?? raw['postback']);
  return parsed.success ? parsed.data.mid : null;
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
