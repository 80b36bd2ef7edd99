import type { Instant } from '../../domain/ids.ts';
import { holdLease, LEASE_MS } from '../../leases/hold-lease.ts';
import type { TurnClaim } from '../../ports.ts';
import { decideTurn } from './decide-turn.ts';
import { readAction, type PersonAction } from '../heard/inputs.ts';
import { fetchFiles, type Received } from '../heard/received.ts';
import { showPresence } from './show-presence.ts';
import type { TakeTurnTools } from './turn-tools.ts';

/** For all files of a turn together; well within the lease. */
const FETCHING_MS = 60_000;

const MOST_CONFLICTS = 5;

/**
 * Takes the turn of one conversation that is due: fetches files, lets the bot answer if it holds
 * the conversation, and commits everything at once.
 * @param found called as soon as a turn is claimed: there may be more for others. The turn goes on
 * when what it returns has resolved.
 * @returns false when no turn was due
 */
export async function takeNextTurn(
  tools: TakeTurnTools,
  found: () => Promise<void> | void = () => {},
): Promise<boolean> {
  const { store, clock, log } = tools;
  const claimedAt = clock.now();
  const claim = await store.claimTurn({ now: claimedAt, leaseMs: LEASE_MS });
  if (claim === null) return false;
  await found();
  const actions = claim.events.flatMap((event) => readAction(event) ?? []);
  const extend = (until: Instant) => store.extendTurn(claim, until);
  const turn = holdLease({ claimedAt, extend, clock, log }, () =>
    takeTurn(tools, claim, actions),
  ).catch(async (error: unknown) => {
    log.error('turn.failed', { conversation: claim.conversationId, attempt: claim.attempt, error });
    const wait = Math.min(600_000, 1_000 * 2 ** claim.attempt);
    await store.abandonTurn(claim, clock.now() + wait);
  });
  const fetches = actions.some(({ attachments }) => attachments.length > 0);
  await (fetches && tools.aside !== undefined ? tools.aside(turn) : turn);
  return true;
}

async function takeTurn(
  tools: TakeTurnTools,
  claim: TurnClaim,
  actions: readonly PersonAction[],
): Promise<void> {
  const psid = claim.events[0]?.psid ?? null;
  const answers = psid !== null && actions.some(({ standby }) => !standby);
  const endPresence = answers ? showPresence(tools, claim.conversationId, psid) : () => {};
  try {
    await decideAndCommit(tools, claim, actions);
  } finally {
    endPresence();
  }
}

async function decideAndCommit(
  tools: TakeTurnTools,
  claim: TurnClaim,
  actions: readonly PersonAction[],
): Promise<void> {
  const { store, log } = tools;
  const received: Received[] = [];
  const budget = AbortSignal.timeout(FETCHING_MS);
  for (const action of actions) {
    received.push(await fetchFiles(tools, claim.conversationId, action, budget));
  }
  for (let tries = 0; tries < MOST_CONFLICTS; tries += 1) {
    const change = await decideTurn(tools, claim, received);
    const result = await store.commit(change);
    if (result.status === 'committed') {
      log.info('turn.committed', {
        conversation: claim.conversationId,
        events: claim.events.length,
        replies: change.outbox?.length ?? 0,
      });
      if (change.conversation !== undefined) tools.learnName?.(change.conversation.next);
      return;
    }
    log.info('turn.repeated', { conversation: claim.conversationId, result: result.status });
    if (result.status === 'fenced') return;
  }
  throw new Error('The turn met a conflict at every try.');
}
