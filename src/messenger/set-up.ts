import { problemOf, type Finding } from './finding.ts';
import { setTemplate } from './message-templates.ts';
import {
  appSubscription,
  debugToken,
  pageFields,
  type AppSubscription,
  type PageConnection,
} from './page-connection.ts';
import { differingParts, type ProfilePart } from './profile-state.ts';
import { PROFILE } from './profile.ts';
import { missingFields, SUBSCRIPTION_FIELDS } from './subscription-fields.ts';

const NAMES: Readonly<Record<ProfilePart, string>> = {
  get_started: 'Get Started',
  greeting: 'greeting',
  persistent_menu: 'persistent menu',
  ice_breakers: 'ice breakers',
};

/**
 * Sets the Page's profile, both subscriptions and the status template, and changes only what is not right already. Takes
 * two calls of the profile API at most (Meta allows ten in ten minutes).
 */
export async function* setUpPage(connection: PageConnection): AsyncGenerator<Finding> {
  yield* attempt('The profile', () => setProfile(connection));
  yield* attempt('The app’s subscription', () => subscribeApp(connection));
  yield* attempt('The Page’s subscription', () => subscribePage(connection));
  const { statusTemplate } = connection.settings;
  if (statusTemplate === null) return;
  yield* attempt('The status template', () => setTemplate(connection, statusTemplate));
}

async function setProfile({ page }: PageConnection): Promise<Finding[]> {
  const differing = await differingParts(page);
  if (differing.length > 0) {
    const change = Object.fromEntries(differing.map((part) => [part, PROFILE[part]]));
    await page.call('POST', '/me/messenger_profile', change);
  }
  const parts = Object.entries(NAMES).map(([part, name]) => ({ part, name }));
  return parts.map(({ part, name }) =>
    differing.some((other) => other === part)
      ? { status: 'changed', what: `Profile, ${name}: set.` }
      : { status: 'ok', what: `Profile, ${name}: right already.` },
  );
}

async function subscribeApp(connection: PageConnection): Promise<Finding[]> {
  const { app, callback, settings } = connection;
  if (app === null || callback === null) {
    const missing = [
      ...(app === null ? ['FACEBOOK_APP_ID'] : []),
      ...(callback === null ? ['PUBLIC_URL'] : []),
    ].join(' and ');
    return [
      {
        status: 'unchecked',
        what: `The app’s subscription was left alone, without ${missing}.`,
        remedy:
          'Set what is missing, or enter the webhook’s address and fields in the app’s dashboard.',
      },
    ];
  }
  const current = await appSubscription(app);
  if (isRight(current, callback)) {
    return [{ status: 'ok', what: `The app’s subscription to ${callback} was right already.` }];
  }
  await app.graph.call('POST', `/${app.id}/subscriptions`, {
    object: 'page',
    callback_url: callback,
    verify_token: settings.verifyToken,
    include_values: true,
    fields: union(current?.fields ?? []).join(','),
  });
  return [{ status: 'changed', what: `The app was subscribed with the address ${callback}.` }];
}

function isRight(current: AppSubscription | null, callback: string): boolean {
  return (
    current !== null &&
    current.active &&
    current.callback_url === callback &&
    missingFields(current.fields).length === 0
  );
}

async function subscribePage(connection: PageConnection): Promise<Finding[]> {
  const { page, app, settings } = connection;
  const appId = app?.id ?? (await debugToken(connection)).app_id;
  const current = await pageFields(connection, appId);
  const missing = missingFields(current);
  if (missing.length === 0) {
    return [{ status: 'ok', what: 'The Page’s subscription was right already.' }];
  }
  await page.call('POST', `/${settings.pageId}/subscribed_apps`, {
    subscribed_fields: union(current).join(','),
  });
  return [{ status: 'changed', what: `The Page was subscribed to ${missing.join(', ')}.` }];
}

/** A new list takes the place of the old one, so what others rely on is named again. */
function union(current: readonly string[]): string[] {
  return [...new Set([...current, ...SUBSCRIPTION_FIELDS])];
}

async function* attempt(doing: string, work: () => Promise<Finding[]>): AsyncGenerator<Finding> {
  try {
    yield* await work();
  } catch (error) {
    yield problemOf(doing, error);
  }
}
