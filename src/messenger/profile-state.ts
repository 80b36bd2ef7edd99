import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { GraphClient } from './graph-client.ts';
import { PROFILE } from './profile.ts';

/** Each part of the profile as far as it says what people see; what else Graph adds is left out. */
const byLocale = <Entry extends z.ZodType<{ locale: string }>>(entry: Entry) =>
  z
    .array(entry)
    .transform((entries) => entries.toSorted((a, b) => a.locale.localeCompare(b.locale)));
const parts = {
  get_started: z.object({ payload: z.string() }),
  greeting: byLocale(z.object({ locale: z.string(), text: z.string() })),
  persistent_menu: byLocale(
    z.object({
      locale: z.string(),
      composer_input_disabled: z.boolean().default(false),
      call_to_actions: z.array(
        z.object({
          type: z.string(),
          title: z.string(),
          payload: z.string().optional(),
          url: z.string().optional(),
        }),
      ),
    }),
  ),
  ice_breakers: byLocale(
    z.object({
      locale: z.string(),
      call_to_actions: z.array(z.object({ question: z.string(), payload: z.string() })),
    }),
  ),
};

export const PROFILE_PARTS = [
  'get_started',
  'greeting',
  'persistent_menu',
  'ice_breakers',
] as const satisfies readonly (keyof typeof parts)[];
export type ProfilePart = (typeof PROFILE_PARTS)[number];

const answer = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

/** Which parts of the Page's profile are not as this program wants them. One profile call. */
export async function differingParts(page: GraphClient): Promise<ProfilePart[]> {
  const fields = PROFILE_PARTS.join(',');
  const { data } = answer.parse(
    await page.call('GET', '/me/messenger_profile', undefined, { fields }),
  );
  const current = Object.fromEntries(data.flatMap((part) => Object.entries(part)));
  return PROFILE_PARTS.filter((part) => {
    const found = parts[part].safeParse(current[part]);
    return !found.success || !isDeepStrictEqual(found.data, parts[part].parse(PROFILE[part]));
  });
}
