import { z } from 'zod';
import { badParameter } from './fault.ts';
import { readParameter } from './send-request.ts';

const atMost = (limit: number, name: string) =>
  z.string().min(1).max(limit, `Length of param ${name} must be less than or equal to ${limit}`);
const payload = atMost(1000, 'payload');

const menuItem = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('postback'), title: atMost(30, 'title'), payload }),
  z.looseObject({ type: z.literal('web_url'), title: atMost(30, 'title'), url: z.url() }),
]);
const iceBreaker = z.looseObject({ question: atMost(80, 'question'), payload });
const iceBreakers = z
  .array(iceBreaker)
  .min(1)
  .max(4, 'Param ice_breakers must have at most 4 elements');

const profileShape = z.looseObject({
  get_started: z.looseObject({ payload }).optional(),
  greeting: z
    .array(z.looseObject({ locale: z.string(), text: atMost(160, 'greeting[text]') }))
    .optional(),
  persistent_menu: z
    .array(
      z.looseObject({
        locale: z.string(),
        composer_input_disabled: z.boolean().optional(),
        call_to_actions: z
          .array(menuItem)
          .max(20, 'Param persistent_menu[call_to_actions] must have at most 20 elements'),
      }),
    )
    .optional(),
  // Meta takes a plain list and, since locales came, a list by locale.
  ice_breakers: z
    .union([
      iceBreakers,
      z.array(z.looseObject({ locale: z.string(), call_to_actions: z.unknown() })),
    ])
    .optional(),
});

const FIELDS = ['get_started', 'greeting', 'persistent_menu', 'ice_breakers'] as const;

export type MenuItem = z.infer<typeof menuItem>;
export type IceBreaker = z.infer<typeof iceBreaker>;
type Profile = z.infer<typeof profileShape>;

/** The Page's Messenger profile: Get Started, greeting, persistent menu, ice breakers. */
export class MessengerProfile {
  #profile: Profile = {};

  /** @throws GraphFault 100 beyond a limit, or for a menu without Get Started */
  set(body: unknown): void {
    const change = readParameter(profileShape, body);
    if (Object.keys(change).length === 0) throw badParameter('No profile field was given');
    const next: Profile = { ...this.#profile, ...change };
    needDefaultLocale('persistent_menu', change.persistent_menu);
    needDefaultLocale('greeting', change.greeting);
    readIceBreakers(change.ice_breakers);
    if (next.persistent_menu !== undefined && next.get_started === undefined) {
      throw badParameter(
        'You must set a Get Started button if you also wish to use persistent menu.',
        2018145,
      );
    }
    this.#profile = next;
  }

  /** The answer to a GET, with the asked fields that are set. */
  get(fields: readonly string[]): Readonly<Record<string, unknown>> {
    const set = Object.entries(this.#profile).filter(([field]) => fields.includes(field));
    return { data: set.length === 0 ? [] : [Object.fromEntries(set)] };
  }

  /** @throws GraphFault 100 when Get Started would go before the menu */
  remove(fields: readonly string[]): void {
    const kept = Object.entries(this.#profile).filter(([field]) => !fields.includes(field));
    const next = Object.fromEntries(kept) as Profile;
    if (next.persistent_menu !== undefined && next.get_started === undefined) {
      throw badParameter('Delete the persistent menu before the Get Started button.', 2018145);
    }
    this.#profile = next;
  }

  get getStarted(): string | null {
    return this.#profile.get_started?.payload ?? null;
  }
  /** Empty when none is set. */
  get greeting(): string {
    return forDefault(this.#profile.greeting)?.text ?? '';
  }
  get menu(): readonly MenuItem[] {
    return forDefault(this.#profile.persistent_menu)?.call_to_actions ?? [];
  }
  get composerDisabled(): boolean {
    return forDefault(this.#profile.persistent_menu)?.composer_input_disabled ?? false;
  }
  get iceBreakers(): readonly IceBreaker[] {
    return readIceBreakers(this.#profile.ice_breakers);
  }
}

/** Every field that this stand-in knows. */
export const PROFILE_FIELDS: readonly string[] = FIELDS;

function forDefault<Entry extends { locale: string }>(entries: readonly Entry[] = []) {
  return (
    entries.find(({ locale }) => locale === 'th_TH') ??
    entries.find(({ locale }) => locale === 'default')
  );
}

function needDefaultLocale(name: string, entries: readonly { locale: string }[] | undefined): void {
  if (entries !== undefined && !entries.some(({ locale }) => locale === 'default')) {
    throw badParameter(`Param ${name} must have a default locale`);
  }
}

function readIceBreakers(value: Profile['ice_breakers']): readonly IceBreaker[] {
  if (value === undefined) return [];
  const byLocale = z.array(z.looseObject({ locale: z.string() })).safeParse(value);
  if (!byLocale.success || value.length === 0) return readParameter(iceBreakers, value);
  needDefaultLocale('ice_breakers', byLocale.data);
  for (const entry of byLocale.data) readParameter(iceBreakers, entry['call_to_actions']);
  return readParameter(iceBreakers, forDefault(byLocale.data)?.['call_to_actions']);
}
