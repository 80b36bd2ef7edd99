import { expect } from 'chai';
import type { DeliveryClaim, TurnClaim } from '../../src/ports.ts';
import { chanceOf } from '../fakes/chance.ts';
import { finishAll } from './accept.contract.ts';
import { deliverAll } from './outbox.contract.ts';
import { racesOf } from './race.contract.ts';
import { LEASE, NOW, aBotLine, aConversation, aLiveEvent, aPerson, anEvent } from './samples.ts';
import type { Engine } from './store.contract.ts';

const STEPS = 14;

/** How many have a lease that lasts. */
function holders(held: readonly ({ readonly leaseUntil: number } | null)[], now: number): number {
  return held.filter((claim) => claim !== null && claim.leaseUntil > now).length;
}

/**
 * Two workers that work, dawdle beyond their lease, give up or die, while work comes in.
 * @param seeds how many courses each race takes
 */
export function interleaveContract({ store }: Engine, seeds = 12): void {
  describe('two workers on one conversation, whatever the order of things', function () {
    this.timeout(120_000 + seeds * 2_000);
    before(async () => {
      await finishAll({ store });
      await deliverAll({ store });
    });

    it('take every event once and never hold it together', () =>
      racesOf(seeds, async (seed) => {
        const chance = chanceOf(seed);
        const person = aPerson();
        const accepted: string[] = [];
        const taken: string[] = [];
        const fences: number[] = [];
        const held: (TurnClaim | null)[] = [null, null];
        let now = NOW;
        const accept = async () => {
          const event = anEvent(person, { at: now, receivedAt: now });
          accepted.push(event.id);
          await store().accept([event], now);
        };
        const work = async (worker: number, luck: number) => {
          const claim = held[worker] ?? null;
          if (claim === null) {
            const won = await store().claimTurn({ now, leaseMs: LEASE });
            if (won !== null) fences.push(won.fence);
            held[worker] = won;
          } else if (luck < 0.5) {
            const { status } = await store().commit({ turn: claim });
            if (status === 'committed') taken.push(...claim.events.map(({ id }) => id));
            held[worker] = null;
          } else if (luck < 0.65) {
            await store().abandonTurn(claim, now + 10);
            held[worker] = null;
          } else if (luck < 0.75) {
            held[worker] = null;
          }
        };
        for (let step = 0; step < STEPS; step += 1) {
          const things = [work(0, chance()), work(1, chance())];
          if (chance() < 0.6) things.push(accept());
          await Promise.all(things);
          expect(holders(held, now), `seed ${seed}`).to.be.lessThan(2);
          now += Math.floor((chance() * LEASE) / 2);
        }
        for (let left = await claimLate(); left !== null; left = await claimLate()) {
          await store().commit({ turn: left });
          taken.push(...left.events.map(({ id }) => id));
        }
        expect(taken.toSorted(), `seed ${seed}`).to.deep.equal(accepted.toSorted());
        expect(new Set(fences).size, `seed ${seed}`).to.equal(fences.length);
        function claimLate() {
          now += 2 * LEASE;
          return store().claimTurn({ now, leaseMs: LEASE });
        }
      }));

    it('send every message once and in order', () =>
      racesOf(seeds, async (seed) => {
        const chance = chanceOf(seed);
        const person = aPerson();
        const next = aConversation(person);
        await store().commit({ conversation: { expectedVersion: 0, next } });
        const queued: string[] = [];
        const sent: string[] = [];
        const held: (DeliveryClaim | null)[] = [null, null];
        let now = NOW;
        const add = async () => {
          const { line, queued: message } = aBotLine(person, queued.length + 1);
          queued.push(line.id);
          await store().commit({ messages: [line], outbox: [message] });
        };
        const record = async (claim: DeliveryClaim, outcome: 'sent' | 'retry') => {
          const [first, ...rest] = claim.messages;
          if (first === undefined) return null;
          const became =
            outcome === 'sent'
              ? { status: 'sent' as const, at: now, mid: null }
              : { status: 'retry' as const, retryAt: now + 10, reason: 'temporary' };
          const kept = await store().recordDelivery(claim, first.id, became, aLiveEvent(person));
          if (kept && outcome === 'sent') sent.push(first.id);
          return kept && outcome === 'sent' && rest.length > 0
            ? { ...claim, messages: rest }
            : null;
        };
        const work = async (worker: number, luck: number) => {
          const claim = held[worker] ?? null;
          if (claim === null) held[worker] = await store().claimDelivery({ now, leaseMs: LEASE });
          else if (!(await store().extendDelivery(claim, now + LEASE))) held[worker] = null;
          else if (luck < 0.6) held[worker] = await record(claim, 'sent');
          else if (luck < 0.7) held[worker] = await record(claim, 'retry');
          else if (luck < 0.8) {
            await store().releaseDelivery(claim, now + 10);
            held[worker] = null;
          } else if (luck < 0.85) held[worker] = null;
        };
        for (let step = 0; step < STEPS; step += 1) {
          const things = [work(0, chance()), work(1, chance())];
          if (chance() < 0.6) things.push(add());
          await Promise.all(things);
          expect(holders(held, now), `seed ${seed}`).to.be.lessThan(2);
          now += Math.floor((chance() * LEASE) / 2);
        }
        for (let left = await claimLate(); left !== null; left = await claimLate()) {
          let claim: DeliveryClaim | null = left;
          while (claim !== null) claim = await record(claim, 'sent');
        }
        expect(sent, `seed ${seed}`).to.deep.equal(queued);
        async function claimLate() {
          now += 2 * LEASE;
          const claim = await store().claimDelivery({ now, leaseMs: LEASE });
          if (claim !== null) return claim;
          // What a lost lease held rests first.
          now += 2 * LEASE;
          return store().claimDelivery({ now, leaseMs: LEASE });
        }
      }));
  });
}
