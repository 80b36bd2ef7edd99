import { windowRule } from '../domain/messaging-window.ts';
import type { DeliveryOutcome, OutboxMessage } from '../domain/outbox.ts';
import type { Clock, DeliveryClaim, Ids, Log, MessengerSender, OutboxStore } from '../ports.ts';
import { decide } from './retry-policy.ts';

const LEASE_MS = 60_000;

export interface DeliveryOptions {
  readonly store: OutboxStore;
  readonly sender: MessengerSender;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Whether Meta granted the Human Agent feature to this app. */
  readonly humanAgentGranted: boolean;
}

/**
 * Sends what one conversation has waiting, in order.
 * @returns false when nothing was due
 */
export async function deliverNext(options: DeliveryOptions): Promise<boolean> {
  const { store, clock, ids, log } = options;
  const claim = await store.claimDelivery({ now: clock.now(), leaseMs: LEASE_MS });
  if (claim === null) return false;
  for (const message of claim.messages) {
    const outcome = await attempt(options, claim, message);
    log.info('delivery.outcome', {
      conversation: claim.conversationId,
      message: message.id,
      status: outcome.status,
      reason: 'reason' in outcome ? outcome.reason : undefined,
    });
    const held = await store.recordDelivery(claim, message.id, outcome, {
      id: ids.next(),
      at: clock.now(),
      topic: 'conversation',
      subject: claim.conversationId,
    });
    if (!held || outcome.status === 'retry' || outcome.status === 'parked') return true;
  }
  if (claim.messages.length > 0) await store.releaseDelivery(claim, clock.now());
  return true;
}

async function attempt(
  options: DeliveryOptions,
  claim: DeliveryClaim,
  message: OutboxMessage,
): Promise<DeliveryOutcome> {
  const { sender, clock, ids, log, humanAgentGranted } = options;
  const rule = windowRule({
    sender: message.sender,
    openedAt: claim.windowOpenedAt,
    now: clock.now(),
    humanAgentGranted,
  });
  if (!rule.allowed) return { status: 'parked', reason: rule.reason };
  try {
    const { mid } = await sender.send({
      psid: message.psid,
      content: message.content,
      metadata: message.id,
      messagingType: rule.messagingType,
      ...(rule.messagingType === 'MESSAGE_TAG' ? { tag: rule.tag } : {}),
    });
    return { status: 'sent', at: clock.now(), mid };
  } catch (error) {
    const decision = decide(error, message.attempts + 1, ids.random());
    switch (decision.action) {
      case 'park':
        return { status: 'parked', reason: decision.reason };
      case 'fail':
        return { status: 'failed', at: clock.now(), reason: decision.reason };
      case 'alarm':
        log.error('delivery.page_stopped', { reason: decision.reason });
        return {
          status: 'retry',
          retryAt: clock.now() + decision.afterMs,
          reason: decision.reason,
        };
      case 'retry':
        return {
          status: 'retry',
          retryAt: clock.now() + decision.afterMs,
          reason: decision.reason,
        };
    }
  }
}
