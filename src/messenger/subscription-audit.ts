import { appSubscription, debugToken, pageFields, type PageConnection } from './page-connection.ts';
import { missingFields } from './subscription-fields.ts';

/** What of the two subscriptions is gone. */
export type SubscriptionLoss =
  'page_unsubscribed' | 'app_unsubscribed' | 'app_switched_off' | 'other_address';

export interface SubscriptionAudit {
  readonly lost: readonly SubscriptionLoss[];
  /** Fields of events that do not come, of the Page's or the app's subscription. */
  readonly missing: readonly string[];
}

/**
 * Compares both subscriptions with what set-up wants; changes nothing. Meta unsubscribes a Page
 * whose webhook has failed for an hour, and tells nobody but the developer account.
 * @throws what the Graph client and reading its answers throw: then nothing is known
 * @see https://developers.facebook.com/docs/messenger-platform/webhooks
 */
export async function auditSubscriptions(connection: PageConnection): Promise<SubscriptionAudit> {
  const { app, callback } = connection;
  const appId = app?.id ?? (await debugToken(connection)).app_id;
  const atPage = await pageFields(connection, appId);
  const lost: SubscriptionLoss[] = atPage.length === 0 ? ['page_unsubscribed'] : [];
  const missing = missingFields(atPage);
  if (app === null) return { lost, missing };
  const current = await appSubscription(app);
  if (current === null) return { lost: [...lost, 'app_unsubscribed'], missing };
  if (!current.active) lost.push('app_switched_off');
  if (callback !== null && current.callback_url !== callback) lost.push('other_address');
  return { lost, missing: [...new Set([...missing, ...missingFields(current.fields)])] };
}
