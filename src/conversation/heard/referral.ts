import { z } from 'zod';
import type { IntakeEvent } from '../../domain/intake-event.ts';

/** What Meta lets into the `ref` of an m.me link. */
const ref = z.string().regex(/^[\w=-]{1,2083}$/);
const referral = z.looseObject({ ref });
const carrier = z.looseObject({ referral });

/**
 * The word of the m.me link by which the person came; null when by none. It comes inside Get Started
 * or a message, or by itself into a thread that stands already.
 * @see https://developers.facebook.com/docs/messenger-platform/discovery/m-me-links
 */
export function refOf({ raw }: IntakeEvent): string | null {
  const alone = referral.safeParse(raw['referral']);
  if (alone.success) return alone.data.ref;
  const carried = carrier.safeParse(raw['postback'] ?? raw['message']);
  return carried.success ? carried.data.referral.ref : null;
}
