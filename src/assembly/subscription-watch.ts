import { SET_UP } from '../messenger/finding.ts';
import type { SubscriptionAudit } from '../messenger/subscription-audit.ts';
import { periodically } from '../workers/periodic.ts';
import type { Log } from '../ports.ts';

const FIRST_MS = 60_000;
const EVERY_MS = 3_600_000;

/** For `GET /readyz`: whether Facebook sends us everything. */
export type SubscriptionStatus =
  | { readonly status: 'ok' | 'unchecked' }
  | ({ readonly status: 'lost'; readonly remedy: string } & SubscriptionAudit);

export interface SubscriptionWatch {
  readonly status: SubscriptionStatus;
  stop(): Promise<void>;
}

/**
 * Looks a minute after the start and then every hour whether the Page is still subscribed. A look
 * that fails says nothing: the last one that did not stands.
 */
export function watchSubscriptions(options: {
  readonly audit: () => Promise<SubscriptionAudit>;
  readonly log: Log;
  readonly firstMs?: number;
  readonly everyMs?: number;
}): SubscriptionWatch {
  const { audit, log, firstMs = FIRST_MS, everyMs = EVERY_MS } = options;
  let status: SubscriptionStatus = { status: 'unchecked' };
  const look = async () => {
    try {
      const { lost, missing } = await audit();
      if (lost.length + missing.length === 0) {
        status = { status: 'ok' };
        return;
      }
      const remedy = `Events of the Page do not come. ${SET_UP}`;
      status = { status: 'lost', lost, missing, remedy };
      log.error('messenger.subscription_lost', { lost, missing, remedy });
    } catch (error) {
      log.warn('messenger.subscription_unchecked', { error });
    }
  };
  const looking = periodically(look, { firstMs, everyMs });
  return {
    get status() {
      return status;
    },
    stop: () => looking.stop(),
  };
}
