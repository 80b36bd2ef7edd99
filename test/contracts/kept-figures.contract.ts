import { expect } from 'chai';
import type { Case } from '../../src/domain/case.ts';
import { agentsOf, askedByHour, casesByHour, waitsOf } from '../../src/domain/desk-figures.ts';
import type { Handoff } from '../../src/domain/handoff.ts';
import { handoffId, staffId } from '../../src/domain/ids.ts';
import { dayInBangkok } from '../../src/domain/shift.ts';
import { systemIds } from '../../src/assembly/system.ts';
import { chanceOf } from '../fakes/chance.ts';
import * as sample from './samples.ts';
import { slowFigures } from './slow-figures.ts';
import type { Engine } from './store.contract.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Far from what other tests store; 00:00 in Bangkok. */
const FIRST = Date.UTC(2003, 2, 9, 17);
const DAYS = 5;
const SPAN = DAYS * 24 * HOUR;
const day = dayInBangkok(FIRST).number;
const MEMBERS = ['kept-mali', 'kept-dao', 'kept-nok'].map(staffId);
const TYPES = ['not_received', 'loan_scam', 'defective'] as const;

export function keptFiguresContract({ store, reopen }: Engine): void {
  describe('figures of finished days', function () {
    this.timeout(120_000);
    const chance = chanceOf(1212);
    const below = (most: number) => Math.floor(chance() * most);
    const one = <Item>(list: readonly Item[]): Item => {
      const found = list[below(list.length)];
      if (found === undefined) throw new Error('There is none.');
      return found;
    };
    const handoffs = new Map<string, Handoff>();
    const cases = new Map<string, Case>();
    const promised = { promiseMs: 15 * MINUTE, now: FIRST + SPAN + 3 * HOUR };

    const asks = (): Handoff => ({
      id: handoffId(systemIds.next()),
      conversationId: sample.aPerson().id,
      reason: chance() < 0.15 ? 'agent_started' : 'asked_for_human',
      reference: null,
      requestedAt: FIRST + below(SPAN),
      status: 'pending',
    });
    /** One step on, at a moment that may be on a later day. */
    const onwards = (handoff: Handoff): Handoff => {
      const { id, conversationId, reason, reference, requestedAt } = handoff;
      const base = { id, conversationId, reason, reference, requestedAt };
      const from = handoff.answeredAt ?? handoff.firstAssignedAt ?? requestedAt;
      const at = from + below(chance() < 0.2 ? 30 * HOUR : 40 * MINUTE);
      if (handoff.status === 'pending') {
        return chance() < 0.2
          ? {
              ...base,
              status: chance() < 0.5 ? 'cancelled' : 'expired',
              cancelledAt: at,
              expiredAt: at,
            }
          : {
              ...base,
              status: 'assigned',
              staffId: one(MEMBERS),
              assignedAt: at,
              firstAssignedAt: at,
            };
      }
      if (handoff.status !== 'assigned') return handoff;
      if (handoff.answeredAt === undefined && chance() < 0.8) return { ...handoff, answeredAt: at };
      const { staffId: by, firstAssignedAt = at, answeredAt } = handoff;
      const ended = { ...base, status: 'resolved' as const, staffId: by, firstAssignedAt };
      return { ...ended, resolvedAt: at, ...(answeredAt !== undefined && { answeredAt }) };
    };
    const put = async (next: readonly Handoff[], opened: readonly Case[]) => {
      for (const handoff of next) handoffs.set(handoff.id, handoff);
      for (const record of opened) cases.set(record.reference, record);
      const result = await store().commit({
        handoffs: next,
        cases: opened.map((record) => ({
          expectedVersion: record.version === 1 ? null : record.version - 1,
          next: record,
        })),
      });
      expect(result).to.deep.equal({ status: 'committed' });
    };
    const newCase = () =>
      sample.aCase(sample.aPerson(), { createdAt: FIRST + below(SPAN), type: one(TYPES) });

    const slowly = (from: number, to: number) =>
      slowFigures(
        { handoffs: [...handoffs.values()], cases: [...cases.values()] },
        { from, to, promised },
      );
    const quickly = async (first: number, last: number) => {
      const days = await store().dayFigures(first, last, promised);
      const opened: Record<string, number> = {};
      for (const { type, count } of days.flatMap((one) => one.cases))
        opened[type] = (opened[type] ?? 0) + count;
      return {
        ...{ waits: waitsOf(days), hours: askedByHour(days), agents: agentsOf(days) },
        cases: opened,
        caseHours: Object.fromEntries(casesByHour(days).map(({ type, hours }) => [type, hours])),
      };
    };
    const agree = async (when: string) => {
      const all = slowly(FIRST, FIRST + SPAN);
      expect(all.waits.requested, when).to.be.greaterThan(0);
      expect(await quickly(day, day + DAYS - 1), when).to.deep.equal(all);
      const second = FIRST + 24 * HOUR;
      expect(await quickly(day + 1, day + 1), `${when}, one day`).to.deep.equal(
        slowly(second, second + 24 * HOUR),
      );
    };

    it('are those that counting everything gives, also after what changes them later', async () => {
      await put(Array.from({ length: 150 }, asks), Array.from({ length: 20 }, newCase));
      await agree('at first');
      for (let round = 1; round <= 8; round += 1) {
        const moved = [...handoffs.values()].filter(() => chance() < 0.3).map(onwards);
        const renamed = Array.from({ length: 3 }, () => one([...cases.values()]));
        const retyped = [...new Set(renamed)].map((record) => ({
          ...record,
          version: record.version + 1,
          type: one(TYPES),
        }));
        await put([...moved, ...Array.from({ length: 5 }, asks)], [...retyped, newCase()]);
        await agree(`after round ${round}`);
      }
    });

    it('are still those once the store has been opened again', async () => {
      await reopen();
      await agree('opened again');
    });

    it('follow another promise', async () => {
      const longer = { ...promised, promiseMs: 40 * MINUTE };
      const broken = async (by: typeof promised) =>
        waitsOf(await store().dayFigures(day, day + DAYS - 1, by)).broken;
      const before = await broken(promised);
      expect(await broken(longer)).to.be.lessThan(before);
      expect(await broken(promised)).to.equal(before);
    });

    it('count nobody who was erased', async () => {
      const person = sample.aPerson();
      const next = sample.aConversation(person);
      await store().commit({ conversation: { expectedVersion: 0, next } });
      await put([{ ...asks(), reason: 'asked_for_human', conversationId: person.id }], []);
      await agree('with the person');
      await store().commit({
        erase: {
          tombstone: {
            ...{ id: systemIds.next(), of: 'conversation', at: Date.now(), reason: 'asked' },
            ...{ by: 'system', cases: [] },
          },
          conversation: { id: person.id, expectedVersion: next.version },
          references: [],
        },
      });
      for (const [id, { conversationId }] of handoffs)
        if (conversationId === person.id) handoffs.delete(id);
      await agree('without');
    });

    it('stay right when many change a day while others read it', async () => {
      const changes = Array.from({ length: 12 }, () => put([asks()], [newCase()]));
      const readings = Array.from({ length: 6 }, () =>
        store().dayFigures(day, day + DAYS - 1, promised),
      );
      await Promise.all([...changes, ...readings]);
      await agree('afterwards');
    });
  });
}
