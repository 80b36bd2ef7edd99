// The embedded store is quick enough to go the whole way: accept, claim, commit.
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { systemClock, systemIds } from '../../../src/assembly/system.ts';

const LEASE_MS = 60_000;
/** Most events of one turn. */
const TURN = 100;

export async function openFiller(directory) {
  const store = await openSqliteStore({ directory, ids: systemIds, clock: systemClock });
  return {
    store,
    batch: 100,
    async add(pasts) {
      const events = pasts.flatMap((past) => past.events.slice(0, TURN));
      await store.accept(events, 0);
      const now = Date.now();
      const claims = await Promise.all(
        pasts.map(() => store.claimTurn({ now, leaseMs: LEASE_MS })),
      );
      const turns = new Map(claims.map((turn) => [turn.conversationId, turn]));
      const results = await Promise.all(
        pasts.map((past) => store.commit(changeOf(past, turns.get(past.conversation.id)))),
      );
      const refused = results.find(({ status }) => status !== 'committed');
      if (refused !== undefined) throw new Error(`A commit was refused: ${refused.status}.`);
      // Nothing is left to send: this gives the lanes back.
      await store.claimDelivery({ now, leaseMs: LEASE_MS });
    },
    close: () => store.close(),
  };
}

function changeOf(past, turn) {
  const { conversation, messages, outbox, cases, handoffs, evidence, unanswered, live } = past;
  return {
    turn,
    conversation: { expectedVersion: 0, next: conversation },
    messages,
    outbox: outbox.map(({ message }) => message),
    settled: outbox.map(({ message, outcome }) => ({ id: message.id, outcome })),
    cases: cases.map((next) => ({ expectedVersion: null, next })),
    handoffs,
    evidence,
    unanswered,
    live,
  };
}
