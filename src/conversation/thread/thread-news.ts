import { z } from 'zod';
import type { IntakeEvent } from '../../domain/intake-event.ts';

/** What a webhook item tells of who may write to the person. */
export type ThreadNews =
  /** The person did something that came to us, not only before our eyes. */
  | { readonly kind: 'heard' }
  | { readonly kind: 'given_to_us' }
  /** `appId` null: it is not said which app. */
  | { readonly kind: 'elsewhere'; readonly appId: string | null }
  | { readonly kind: 'wanted'; readonly appId: string | null };

/** Numbers of apps come as strings and as numbers, and some fields are null (Meta's samples). */
const appId = z
  .union([z.string(), z.number()])
  .transform((id) => String(id))
  .nullish()
  .transform((id) => id ?? null);
const moved = z.looseObject({ new_owner_app_id: appId });
const wanted = z.looseObject({ requested_owner_app_id: appId });

const HEARD = ['utterance', 'postback', 'referral'];

/**
 * Null when the item says nothing of it. An echo does not: without conversation routing several
 * apps may write.
 * @param ours our app's number; null: whoever is told that a thread was passed has got it
 */
export function threadNews(event: IntakeEvent, ours: string | null): ThreadNews | null {
  const { kind, raw } = event;
  if (kind === 'handover' || kind === 'standby') {
    const passed = moved.safeParse(raw['pass_thread_control']);
    if (passed.success) {
      const { new_owner_app_id: owner } = passed.data;
      const toUs = owner === null || (ours === null ? kind === 'handover' : owner === ours);
      return toUs ? { kind: 'given_to_us' } : { kind: 'elsewhere', appId: owner };
    }
    const taken = moved.safeParse(raw['take_thread_control']);
    if (taken.success) {
      const { new_owner_app_id: owner } = taken.data;
      return owner !== null && owner === ours
        ? { kind: 'given_to_us' }
        : { kind: 'elsewhere', appId: owner };
    }
    const asked = wanted.safeParse(raw['request_thread_control']);
    if (asked.success) {
      const { requested_owner_app_id: asker } = asked.data;
      return asker !== null && asker === ours ? null : { kind: 'wanted', appId: asker };
    }
  }
  if (kind === 'standby') return { kind: 'elsewhere', appId: null };
  return HEARD.includes(kind) ? { kind: 'heard' } : null;
}
