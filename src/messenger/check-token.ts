import type { Instant } from '../domain/ids.ts';
import type { Finding } from './finding.ts';
import type { PageConnection, TokenData } from './page-connection.ts';

const EXPIRES_SOON_MS = 14 * 24 * 3_600_000;
const NEEDED_SCOPES = ['pages_messaging', 'pages_manage_metadata'];
/** For sending and making utility templates. */
const UTILITY = 'pages_utility_messaging';

/** What Facebook says of the token, against what the settings say. */
export function* tokenFindings(token: TokenData, connection: PageConnection): Generator<Finding> {
  const { settings, app } = connection;
  const renew = 'Make a new Page token in the app’s Messenger settings, set FACEBOOK_ACCESS_TOKEN.';
  if (!token.is_valid) {
    yield { status: 'problem', what: 'The access token is no longer valid.', remedy: renew };
    return;
  }
  if (token.type !== 'PAGE') {
    const what = `The access token is of the kind ${token.type}, not PAGE.`;
    yield { status: 'problem', what, remedy: renew };
  }
  yield expiryFinding('The access token', token.expires_at, settings.now(), renew);
  if (token.data_access_expires_at !== null) {
    const again =
      'Let an administrator of the Page log in to the app again and make the token anew.';
    yield expiryFinding('Access to data', token.data_access_expires_at, settings.now(), again);
  }
  const needed = settings.statusTemplate === null ? NEEDED_SCOPES : [...NEEDED_SCOPES, UTILITY];
  // Meta's guide leaves out an s where its log-in window asks for one.
  const scopes = token.scopes.map((scope) =>
    scope === 'page_utility_messaging' ? UTILITY : scope,
  );
  const lacking = needed.filter((scope) => !scopes.includes(scope));
  yield lacking.length === 0
    ? { status: 'ok', what: `The token has the permissions ${needed.join(', ')}.` }
    : {
        status: 'problem',
        what: `The token lacks the permission ${lacking.join(' and ')}.`,
        remedy: 'Grant it when the token is made, in the app’s Messenger settings.',
      };
  if (token.profile_id !== null) {
    yield token.profile_id === settings.pageId
      ? { status: 'ok', what: `The token belongs to the Page ${settings.pageId}.` }
      : {
          status: 'problem',
          what: `The token belongs to the Page ${token.profile_id}, and FACEBOOK_PAGE_ID is ${settings.pageId}.`,
          remedy: 'Set the token and the number of the same Page.',
        };
  }
  if (app !== null && token.app_id !== null && token.app_id !== app.id) {
    yield {
      status: 'problem',
      what: `The token belongs to the app ${token.app_id}, and FACEBOOK_APP_ID is ${app.id}.`,
      remedy: 'Set the token, the number and the secret of the same app.',
    };
  }
  if (app === null && token.app_id !== null) {
    yield {
      status: 'unchecked',
      what: 'FACEBOOK_APP_ID is not set: the app’s subscription cannot be checked.',
      remedy: `Set it to ${token.app_id}, the app that the token belongs to.`,
    };
  }
}

function expiryFinding(what: string, at: number | null, now: Instant, remedy: string): Finding {
  if (at === null) return { status: 'ok', what: `${what} does not expire.` };
  const day = new Date(at).toISOString().slice(0, 10);
  if (at <= now) return { status: 'problem', what: `${what} expired on ${day}.`, remedy };
  return at - now < EXPIRES_SOON_MS
    ? { status: 'problem', what: `${what} expires on ${day}.`, remedy }
    : { status: 'ok', what: `${what} is good until ${day}.` };
}
