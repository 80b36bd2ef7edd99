import { z } from 'zod';
import { messageId, type MessageId } from '../../domain/ids.ts';
import type { IntakeEvent } from '../../domain/intake-event.ts';

const echo = z.looseObject({
  mid: z.string().optional(),
  text: z.string().default(''),
  app_id: z.union([z.string(), z.number()]).transform(String).optional(),
  metadata: z.string().nullish(),
});

export type Echo =
  /** A message of this desk came through: its outbox id is in the metadata. */
  | { readonly status: 'ours'; readonly id: MessageId; readonly mid: string | null }
  /** Staff or another app wrote to the person past this desk. */
  | { readonly status: 'elsewhere'; readonly text: string; readonly mid: string | null }
  | { readonly status: 'unreadable' };

/** @param appId our app's number; without it a message with our kind of metadata counts as ours */
export function readEcho(event: IntakeEvent, appId: string | null): Echo {
  const parsed = echo.safeParse(event.raw['message']);
  if (!parsed.success) return { status: 'unreadable' };
  const { mid = null, text, app_id: app, metadata } = parsed.data;
  const ours =
    metadata !== undefined &&
    metadata !== null &&
    metadata !== '' &&
    (appId === null || app === appId);
  return ours
    ? { status: 'ours', id: messageId(metadata), mid }
    : { status: 'elsewhere', text, mid };
}
