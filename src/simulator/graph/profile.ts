import { z } from 'zod';
import { badParameter, GraphFault } from './fault.ts';
import { readParameter } from './send-request.ts';

const atMost = (limit: number, name: string) =>
  z.string().min(1).max(limit, `Length of param ${name} must be less than or equal to ${limit}`);
const payload = atMost(1000, 'payload');

const menuItem = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('postback'), title: atMost(30, 'title'), payload }),
  z.looseObject({ type: z.literal('web_url'), title: atMost(30, 'title'), url: z.url() }),
]);
const iceBreaker = z.looseObject({ question: atMost(80, 'question'), payload });

const profileShape = z.looseObject({
  get_started: z.looseObject({ payload }).optional(),
  greeting: byLocale('greeting', { text: atMost(160, 'greeting[text]') }).optional(),
  persistent_menu: byLocale('persistent_menu', {
    composer_input_disabled: z.boolean().optional(),
    call_to_actions: z
      .array(menuItem)
      .max(20, 'Param persistent_menu[call_to_actions] must have at most 20 elements'),
  }).optional(),
  ice_breakers: byLocale('ice_breakers', {
    call_to_actions: z
      .array(iceBreaker)
      .min(1)
      .max(4, 'Param ice_breakers must have at most 4 elements'),
  }).optional(),
});

type Profile = z.infer<typeof profileShape>;

/** Every field that this stand-in knows. */
export const PROFILE_FIELDS: readonly string[] = [
  'get_started',
  'greeting',
  'persistent_menu',
  'ice_breakers',
];

const CALLS = 10;
const CALLS_MS = 10 * 60_000;

/** The Page's Messenger profile: Get Started, greeting, persistent menu, ice breakers. */
export class MessengerProfile {
  #profile: Profile = {};
  #calls: readonly number[] = [];

  /** @throws GraphFault 613 after ten calls in ten minutes, as Meta limits a Page */
  countCall(now: number): void {
    const recent = this.#calls.filter((at) => now - at < CALLS_MS);
    if (recent.length >= CALLS) {
      const message = '(#613) Calls to this api have exceeded the rate limit.';
      throw new GraphFault({ code: 613, message });
    }
    this.#calls = [...recent, now];
  }

  /** @throws GraphFault 100 beyond a limit, or for a menu without Get Started */
  set(body: unknown): void {
    const change = readParameter(profileShape, body);
    if (Object.keys(change).length === 0) throw badParameter('No profile field was given');
    this.#replace({ ...this.#profile, ...change });
  }

  /** The answer to a GET, with the asked fields that are set. */
  get(fields: readonly string[]): Readonly<Record<string, unknown>> {
    const set = Object.entries(this.#profile).filter(([field]) => fields.includes(field));
    return { data: set.length === 0 ? [] : [Object.fromEntries(set)] };
  }

  /** @throws GraphFault 100 when Get Started would go before the menu */
  remove(fields: readonly string[]): void {
    const next = { ...this.#profile };
    for (const field of fields) delete next[field];
    this.#replace(next);
  }

  /** What somebody with this locale sees; Meta falls back to `default`. */
  shownTo(locale: string) {
    const { get_started: start, greeting, persistent_menu: menu, ice_breakers } = this.#profile;
    return {
      getStarted: start?.payload ?? null,
      greeting: entryFor(locale, greeting)?.text ?? '',
      menu: entryFor(locale, menu)?.call_to_actions ?? [],
      composerDisabled: entryFor(locale, menu)?.composer_input_disabled ?? false,
      iceBreakers: entryFor(locale, ice_breakers)?.call_to_actions ?? [],
    };
  }

  #replace(next: Profile): void {
    if (next.persistent_menu !== undefined && next.get_started === undefined) {
      throw badParameter('A persistent menu needs a Get Started button.', 2018145);
    }
    this.#profile = next;
  }
}

function byLocale<Shape extends z.ZodRawShape>(name: string, shape: Shape) {
  return z
    .array(z.looseObject({ locale: z.string(), ...shape }))
    .refine(
      (entries) => entries.some(({ locale }) => locale === 'default'),
      `Param ${name} must have a default locale`,
    );
}

function entryFor<Entry extends { readonly locale: string }>(
  locale: string,
  entries: readonly Entry[] = [],
): Entry | undefined {
  return (
    entries.find((entry) => entry.locale === locale) ??
    entries.find((entry) => entry.locale === 'default')
  );
}
