import { statusSince } from '../domain/case.ts';
import type { ConversationId, Instant } from '../domain/ids.ts';
import type { LiveEvent } from '../domain/live-event.ts';
import { windowRule } from '../domain/messaging-window.ts';
import type { DeliveryOutcome, OutboxMessage } from '../domain/outbox.ts';
import type { ReferenceCode } from '../domain/reference-code.ts';
import { holdLease, LEASE_MS, type HeldLease } from '../leases/hold-lease.ts';
import type {
  Clock,
  DeliveryClaim,
  Ids,
  Log,
  MessengerSender,
  OutboxStore,
  ReadStore,
} from '../ports.ts';
import type { PageGate, Pass } from './page-gate.ts';
import { decide } from './retry-policy.ts';

const LONGEST_WAIT_MS = 60_000;

export interface DeliveryOptions {
  readonly store: OutboxStore & Pick<ReadStore, 'caseByReference' | 'message'>;
  readonly sender: MessengerSender;
  readonly gate: PageGate;
  /** Puts the conversation into the agents' queue, unless a person has it already. */
  readonly handToHuman: (
    id: ConversationId,
    reason: 'undeliverable' | 'answered_elsewhere',
  ) => Promise<void>;
  /** Keeps news of a case, whose template Graph refused, for when the person acts. */
  readonly tellLater: (id: ConversationId, reference: ReferenceCode) => Promise<void>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Whether Meta granted the Human Agent feature to this app. */
  readonly humanAgentGranted: boolean;
}

/**
 * Sends what one conversation has waiting, in order.
 * @param found called as soon as a conversation is claimed: there may be more for others
 * @returns false when nothing was due, or nothing of the Page may be sent now
 */
export async function deliverNext(
  options: DeliveryOptions,
  found: () => void = () => {},
): Promise<boolean> {
  const { store, gate, clock, log } = options;
  const pass = gate.enter(clock.now());
  if (pass === null) return false;
  try {
    const claimedAt = clock.now();
    const claim = await store.claimDelivery({ now: claimedAt, leaseMs: LEASE_MS });
    if (claim === null) return false;
    found();
    const extend = (until: Instant) => store.extendDelivery(claim, until);
    await holdLease({ claimedAt, extend, clock, log }, (lease) =>
      deliver(options, claim, pass, lease),
    );
    return true;
  } finally {
    gate.leave(pass);
  }
}

async function deliver(
  options: DeliveryOptions,
  claim: DeliveryClaim,
  pass: Pass,
  lease: HeldLease,
): Promise<void> {
  const { store, gate, clock, ids, log } = options;
  for (const [index, message] of claim.messages.entries()) {
    if (!gate.lets(pass)) return giveBack(options, claim);
    // Nothing is begun on an old word: another worker may be about to send the same.
    if (!(await lease.isOurs())) return;
    const again = index === 0 && claim.interrupted === true;
    const outcome = await attempt(options, { claim, message, pass, again });
    log.info('delivery.outcome', {
      conversation: claim.conversationId,
      message: message.id,
      status: outcome.status,
      reason: 'reason' in outcome ? outcome.reason : undefined,
    });
    const live: LiveEvent = {
      id: ids.next(),
      at: clock.now(),
      // What was sent changes a mark at its line; what was not may need somebody.
      topic: outcome.status === 'sent' ? 'thread' : 'conversation',
      subject: claim.conversationId,
    };
    const held = await lease.by(() => store.recordDelivery(claim, message.id, outcome, live));
    if (!held || outcome.status === 'retry' || outcome.status === 'parked') return;
  }
}

/** A stop may end before its time: nobody waits longer than LONGEST_WAIT_MS behind one that did. */
async function giveBack(
  { store, gate, clock }: DeliveryOptions,
  claim: DeliveryClaim,
): Promise<void> {
  const now = clock.now();
  const until = Math.min(gate.stopped?.until ?? now, now + LONGEST_WAIT_MS);
  await store.releaseDelivery(claim, until);
}

interface Attempt {
  readonly claim: DeliveryClaim;
  readonly message: OutboxMessage;
  readonly pass: Pass;
  /** The worker before died with this message in hand, and no echo has told that it arrived. */
  readonly again: boolean;
}

async function attempt(options: DeliveryOptions, of: Attempt): Promise<DeliveryOutcome> {
  const { sender, gate, clock, log, humanAgentGranted } = options;
  const { claim, message, pass, again } = of;
  if (claim.threadElsewhere) return { status: 'parked', reason: 'another_app_holds_the_thread' };
  const rule = windowRule({
    sender: message.sender,
    openedAt: claim.windowOpenedAt,
    now: clock.now(),
    humanAgentGranted,
    template: message.content.kind === 'template',
  });
  if (await isOldNews(options.store, message)) {
    return { status: 'failed', at: clock.now(), reason: 'superseded' };
  }
  if (!rule.allowed) return { status: 'parked', reason: rule.reason };
  if (again) {
    // The claim is older than the echo that may have come since.
    const known = await sentMeanwhile(options.store, message);
    if (known !== null) return known;
    log.warn('delivery.perhaps_sent_again', { message: message.id });
  }
  // Facebook dates the message between the two: with the earlier time, what was read counts as read.
  const at = clock.now();
  try {
    const { mid } = await sender.send({
      psid: message.psid,
      content: message.content,
      metadata: message.id,
      messagingType: rule.messagingType,
      ...(rule.messagingType === 'MESSAGE_TAG' ? { tag: rule.tag } : {}),
    });
    gate.works(pass);
    return { status: 'sent', at, mid };
  } catch (error) {
    return afterFailure(options, message, pass, error);
  }
}

/** How the message was sent, when an echo has told it since the claim; else null. */
async function sentMeanwhile(
  store: Pick<ReadStore, 'message'>,
  { id }: OutboxMessage,
): Promise<DeliveryOutcome | null> {
  const line = await store.message(id);
  if (line?.direction !== 'out' || line.delivery.status !== 'sent') return null;
  const { at, mid } = line.delivery;
  return { status: 'sent', at, mid };
}

/** Whether the case has got another status since the message was written. */
async function isOldNews(
  store: Pick<ReadStore, 'caseByReference'>,
  { news }: OutboxMessage,
): Promise<boolean> {
  if (news === undefined) return false;
  const record = await store.caseByReference(news.reference);
  return record === null || statusSince(record) !== news.since;
}

async function afterFailure(
  options: DeliveryOptions,
  message: OutboxMessage,
  pass: Pass,
  error: unknown,
): Promise<DeliveryOutcome> {
  const { gate, clock, ids, log, handToHuman } = options;
  const decision = decide(error, message.attempts + 1, ids.random());
  const now = clock.now();
  const { reason } = decision;
  switch (decision.action) {
    case 'pause_page': {
      const until = now + decision.afterMs;
      gate.close({ reason, until, alarm: decision.alarm });
      return { status: 'retry', retryAt: until, reason };
    }
    case 'retry':
      return { status: 'retry', retryAt: now + decision.afterMs, reason };
    case 'park':
      gate.works(pass);
      return { status: 'parked', reason };
    case 'hand_to_human':
      gate.works(pass);
      // Before the message is parked: when this is cut short, the next attempt does both.
      await handToHuman(message.conversationId, decision.handoff);
      return { status: 'parked', reason };
    case 'count_as_sent':
      gate.works(pass);
      return { status: 'sent', at: now, mid: null };
    case 'fail':
      // Before the failure is stored: when this is cut short, the next attempt does both.
      if (message.content.kind === 'template' && message.news !== undefined) {
        await options.tellLater(message.conversationId, message.news.reference);
      }
      if (decision.alarm) log.error('delivery.needs_somebody', { message: message.id, reason });
      else gate.works(pass);
      return { status: 'failed', at: now, reason };
  }
}
