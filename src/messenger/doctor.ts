import { tokenFindings } from './check-token.ts';
import { appSubscriptionFindings, pageSubscriptionFindings } from './check-subscriptions.ts';
import { webhookFinding } from './check-webhook.ts';
import { isDeadToken, problemOf, SET_UP, type Finding } from './finding.ts';
import { ageOfVersion } from './graph-versions.ts';
import { templateFindings } from './message-templates.ts';
import { debugToken, type PageConnection, type TokenData } from './page-connection.ts';
import { clockAhead } from './probes.ts';
import { differingParts } from './profile-state.ts';

/** `appsecret_proof` is good for five minutes; a minute off is a fault that grows. */
const MOST_SKEW_MS = 60_000;

/** Looks at everything that must be right for the Page; changes nothing. */
export async function* examinePage(connection: PageConnection): AsyncGenerator<Finding> {
  const { settings, app } = connection;
  yield versionFinding(settings.graphVersion, settings.now());
  yield* clockFindings(await clockAhead(settings.graphUrl, settings.now));
  const asked = await askForToken(connection);
  if (asked.status === 'known') yield* tokenFindings(asked.token, connection);
  else yield asked.finding;
  if (asked.status === 'dead' || (asked.status === 'known' && !asked.token.is_valid)) {
    yield {
      status: 'unchecked',
      what: 'The profile and the Page’s subscription need a working token.',
      remedy: 'Mend the token first, then run the command again.',
    };
  } else {
    yield* profileFindings(connection);
    const appId = app?.id ?? (asked.status === 'known' ? asked.token.app_id : null);
    yield* pageSubscriptionFindings(connection, appId);
    yield* statusTemplateFindings(connection);
  }
  yield* appSubscriptionFindings(connection);
  yield await webhookFinding(connection);
}

type Asked =
  | { readonly status: 'known'; readonly token: TokenData }
  | { readonly status: 'dead' | 'unknown'; readonly finding: Finding };

async function askForToken(connection: PageConnection): Promise<Asked> {
  const doing = 'The access token could not be checked';
  try {
    return { status: 'known', token: await debugToken(connection) };
  } catch (error) {
    const finding = problemOf(doing, error);
    if (!isDeadToken(error)) return { status: 'unknown', finding };
    if (connection.app === null) return { status: 'dead', finding };
    // It was asked with the app's own token, made of number and secret: that is the one refused.
    const remedy = 'Set FACEBOOK_APP_ID and FACEBOOK_APP_SECRET to number and secret of one app.';
    return { status: 'unknown', finding: { status: 'problem', what: finding.what, remedy } };
  }
}

function versionFinding(version: string, now: number): Finding {
  const age = ageOfVersion(version, now);
  const remedy = 'Set FACEBOOK_GRAPH_VERSION to a newer version.';
  switch (age.status) {
    case 'ok':
      return {
        status: 'ok',
        what: `Graph API ${version} is answered ${age.until === null ? 'with no end announced' : `until ${age.until}`}.`,
      };
    case 'ends_soon':
      return { status: 'problem', what: `Graph API ${version} ends on ${age.until}.`, remedy };
    case 'ended':
      return { status: 'problem', what: `Graph API ${version} has ended (${age.until}).`, remedy };
    case 'unlisted':
      return {
        status: 'unchecked',
        what: `Graph API ${version} is newer than this program’s list of versions.`,
        remedy: 'Look its end up in Meta’s changelog.',
      };
  }
}

function* clockFindings(ahead: number | null): Generator<Finding> {
  if (ahead === null) {
    yield {
      status: 'problem',
      what: 'Facebook’s Graph API cannot be reached from here.',
      remedy: 'Check the network, the proxy and FACEBOOK_GRAPH_URL.',
    };
    return;
  }
  const off = Math.round(Math.abs(ahead) / 1000);
  if (Math.abs(ahead) <= MOST_SKEW_MS) {
    yield { status: 'ok', what: 'The clock agrees with Facebook’s.' };
    return;
  }
  yield {
    status: 'problem',
    what: `The clock is ${off} seconds ${ahead > 0 ? 'ahead of' : 'behind'} Facebook’s.`,
    remedy: 'Set the clock by NTP: Facebook refuses calls that are signed five minutes off.',
  };
}

async function* statusTemplateFindings(connection: PageConnection): AsyncGenerator<Finding> {
  const { statusTemplate } = connection.settings;
  if (statusTemplate === null) return;
  try {
    yield* await templateFindings(connection, statusTemplate);
  } catch (error) {
    yield problemOf('The status template could not be read', error);
  }
}

async function* profileFindings({ page }: PageConnection): AsyncGenerator<Finding> {
  try {
    const differing = await differingParts(page);
    yield differing.length === 0
      ? { status: 'ok', what: 'Greeting, Get Started, menu and ice breakers are set.' }
      : {
          status: 'problem',
          what: `The Page’s profile differs in ${differing.join(', ')}.`,
          remedy: SET_UP,
        };
  } catch (error) {
    yield problemOf('The profile could not be read', error);
  }
}
