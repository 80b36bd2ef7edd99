import { z } from 'zod';
import type { Instant } from '../domain/ids.ts';
import type { StatusTemplate } from '../domain/status-template.ts';
import { GraphClient } from './graph-client.ts';

export interface PageSettings {
  readonly graphUrl: string;
  readonly graphVersion: string;
  readonly token: string;
  readonly secret: string;
  readonly verifyToken: string;
  readonly pageId: string;
  /** Null: not set; what belongs to the app is left out. */
  readonly appId: string | null;
  /** Where the server is reached from outside, without a path; null: not set. */
  readonly publicUrl: string | null;
  /** Null: news of a case waits for the messaging window. */
  readonly statusTemplate: StatusTemplate | null;
  readonly now: () => Instant;
}

/** The Page and the app behind it, each with its own token. */
export interface PageConnection {
  readonly settings: PageSettings;
  readonly page: GraphClient;
  /** Null without the app's number. */
  readonly app: { readonly id: string; readonly graph: GraphClient } | null;
  /** Address of our webhook; null without the public address. */
  readonly callback: string | null;
}

export function connectPage(settings: PageSettings): PageConnection {
  const { graphUrl: url, graphVersion: version, token, secret, appId, publicUrl, now } = settings;
  const hidden = [token, settings.verifyToken];
  const client = (withToken: string) =>
    new GraphClient({ url, version, token: withToken, secret, now, hidden });
  return {
    settings,
    page: client(token),
    app: appId === null ? null : { id: appId, graph: client(`${appId}|${secret}`) },
    callback: publicUrl === null ? null : `${publicUrl.replace(/\/$/, '')}/webhook`,
  };
}

const seconds = z.number().transform((value) => (value > 0 ? value * 1000 : null));
const debugged = z.object({
  data: z.object({
    is_valid: z.boolean().default(false),
    app_id: z.union([z.string(), z.number()]).transform(String).nullable().default(null),
    type: z.string().default('unknown'),
    profile_id: z.union([z.string(), z.number()]).transform(String).nullable().default(null),
    /** Zero stands for never; null here. */
    expires_at: seconds.nullable().default(null),
    data_access_expires_at: seconds.nullable().default(null),
    scopes: z.array(z.string()).default([]),
  }),
});

export type TokenData = z.infer<typeof debugged>['data'];

/** What Facebook knows of our token. Asked with the app's token where there is one. */
export async function debugToken({ settings, page, app }: PageConnection): Promise<TokenData> {
  const answer = await (app?.graph ?? page).call('GET', '/debug_token', undefined, {
    input_token: settings.token,
  });
  return debugged.parse(answer).data;
}

const subscribedApps = z.object({
  data: z.array(
    z.looseObject({
      id: z.union([z.string(), z.number()]).transform(String),
      subscribed_fields: z.array(z.string()).default([]),
    }),
  ),
});

/** Fields that the app has subscribed to at the Page; none when it is not subscribed at all. */
export async function pageFields(
  { page, settings }: PageConnection,
  appId: string | null,
): Promise<string[]> {
  const answer = await page.call('GET', `/${settings.pageId}/subscribed_apps`);
  const { data } = subscribedApps.parse(answer);
  const ours = data.length === 1 && appId === null ? data[0] : data.find(({ id }) => id === appId);
  return ours?.subscribed_fields ?? [];
}

const appSubscriptions = z.object({
  data: z.array(
    z.looseObject({
      object: z.string(),
      callback_url: z.string().default(''),
      active: z.boolean().default(true),
      fields: z
        .array(z.union([z.string(), z.looseObject({ name: z.string() }).transform((f) => f.name)]))
        .default([]),
    }),
  ),
});

export type AppSubscription = z.infer<typeof appSubscriptions>['data'][number];

/** The app's subscription to Page events; null when there is none. */
export async function appSubscription(
  app: NonNullable<PageConnection['app']>,
): Promise<AppSubscription | null> {
  const answer = await app.graph.call('GET', `/${app.id}/subscriptions`);
  return appSubscriptions.parse(answer).data.find(({ object }) => object === 'page') ?? null;
}
