import { problemOf, SET_UP, type Finding } from './finding.ts';
import { appSubscription, pageFields, type PageConnection } from './page-connection.ts';
import { missingFields } from './subscription-fields.ts';

/** @param appId null when not even the token tells it */
export async function* pageSubscriptionFindings(
  connection: PageConnection,
  appId: string | null,
): AsyncGenerator<Finding> {
  try {
    yield fieldsFinding('The Page', await pageFields(connection, appId));
  } catch (error) {
    yield problemOf('The Page’s subscription could not be read', error);
  }
}

export async function* appSubscriptionFindings({
  app,
  callback,
}: PageConnection): AsyncGenerator<Finding> {
  if (app === null) return;
  try {
    const current = await appSubscription(app);
    if (current === null) {
      yield {
        status: 'problem',
        what: 'The app is not subscribed to Page events.',
        remedy: SET_UP,
      };
      return;
    }
    if (!current.active) {
      yield {
        status: 'problem',
        what: 'Facebook has switched the app’s subscription off, as it does after an hour of failures.',
        remedy: `Make the webhook answer again, then: ${SET_UP}`,
      };
    }
    if (callback !== null && current.callback_url !== callback) {
      yield {
        status: 'problem',
        what: `The app’s events go to ${current.callback_url}, not to ${callback}.`,
        remedy: SET_UP,
      };
    }
    yield fieldsFinding('The app', current.fields);
  } catch (error) {
    yield problemOf('The app’s subscription could not be read', error);
  }
}

function fieldsFinding(who: string, fields: readonly string[]): Finding {
  const missing = missingFields(fields);
  return missing.length === 0
    ? { status: 'ok', what: `${who} is subscribed to every needed field.` }
    : {
        status: 'problem',
        what: `${who} is not subscribed to ${missing.join(', ')}.`,
        remedy: SET_UP,
      };
}
