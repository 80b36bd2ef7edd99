import { expect } from 'chai';
import { agentsOf, waitsOf } from '../../src/domain/desk-figures.ts';
import type { Handoff } from '../../src/domain/handoff.ts';
import { handoffId, staffId } from '../../src/domain/ids.ts';
import { dayInBangkok } from '../../src/domain/shift.ts';
import { systemIds } from '../../src/assembly/system.ts';
import * as sample from './samples.ts';
import type { Engine } from './store.contract.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Far from what other tests store. 08:00 in Bangkok. */
const DAY = Date.UTC(2001, 4, 7, 1);
const TODAY = dayInBangkok(DAY).number;
const PROMISED = { promiseMs: 15 * MINUTE, now: DAY + 9 * HOUR };
const MALI = staffId('mali-figures');
const DAO = staffId('dao-figures');
const NOBODY_MS = Date.UTC(2101, 0, 1);

export function figuresContract({ store }: Engine): void {
  describe('figures', () => {
    const asked = (minute: number, rest: object, reason: Handoff['reason'] = 'asked_for_human') => {
      const base = { id: handoffId(systemIds.next()), conversationId: sample.aPerson().id, reason };
      const at = DAY + minute * MINUTE;
      return { ...base, reference: null, requestedAt: at, status: 'pending', ...rest } as Handoff;
    };
    const at = (minute: number) => DAY + minute * MINUTE;
    const resolved = (by: string, taken: number, answered: number, ended: number) => ({
      status: 'resolved',
      staffId: by,
      firstAssignedAt: at(taken),
      answeredAt: at(answered),
      resolvedAt: at(ended),
    });

    before(() =>
      store().commit({
        handoffs: [
          // Waited 4, 10 and 20 minutes for the first answer; handled in 30, 50 and 10.
          asked(0, resolved(MALI, 2, 4, 32)),
          asked(5, resolved(MALI, 10, 15, 60)),
          asked(70, resolved(DAO, 80, 90, 90)),
          // Answered after 6 minutes and still open.
          asked(75, { status: 'assigned', staffId: DAO, assignedAt: at(76), answeredAt: at(81) }),
          // Waits since 08:20 + 8 h, less than promised; another one since 15:50, longer.
          asked(530, {}),
          asked(470, {}),
          // Cancelled after 12 minutes: nobody's promise was broken.
          asked(80, { status: 'cancelled', cancelledAt: at(92) }),
          // An agent wrote first: nobody asked; it counts where it was resolved.
          asked(100, resolved(DAO, 100, 100, 140), 'agent_started'),
          // The day before and the day after, by the clock in Thailand.
          asked(-481, resolved(MALI, 0, 0, 9)),
          asked(960, {}),
        ],
      }),
    );

    it('tell how long people waited for the first answer, and how long it then took', async () => {
      const today = await store().dayFigures(TODAY, TODAY, PROMISED);
      expect(waitsOf(today)).to.deep.equal({
        requested: 7,
        answered: 4,
        broken: 2,
        // 4, 6, 10, 20: the second of four, and the fourth.
        firstResponse: { count: 4, median: 6 * MINUTE, p90: 20 * MINUTE },
        resolved: 5,
        // 9, 10, 30, 40, 50: the third of five, and the fifth.
        handling: { count: 5, median: 30 * MINUTE, p90: 50 * MINUTE },
      });
      expect(waitsOf(await store().dayFigures(1, 2, PROMISED))).to.deep.equal({
        ...{ requested: 0, answered: 0, broken: 0, resolved: 0 },
        ...{ firstResponse: null, handling: null },
      });
    });

    it('count hours by the clock in Thailand', async () => {
      const [today] = await store().dayFigures(TODAY, TODAY, PROMISED);
      const hours = (today?.hours ?? []).map((one, hour) => ({ hour, ...one }));
      expect(hours.filter(({ requested }) => requested > 0)).to.deep.equal([
        { hour: 8, requested: 2, answered: 2, broken: 0 },
        { hour: 9, requested: 3, answered: 2, broken: 1 },
        { hour: 15, requested: 1, answered: 0, broken: 1 },
        { hour: 16, requested: 1, answered: 0, broken: 0 },
      ]);
    });

    it('tell what each member resolved, and the means', async () => {
      expect(agentsOf(await store().dayFigures(TODAY, TODAY, PROMISED))).to.deep.equal([
        // Of the one whom an agent wrote to first only the handling counts: (10 + 40) / 2.
        { staffId: DAO, resolved: 2, meanFirstResponse: 20 * MINUTE, meanHandling: 25 * MINUTE },
        // Waited 4, 10 and 481 minutes; handled in 30, 50 and 9: 29.67 minutes.
        { staffId: MALI, resolved: 3, meanFirstResponse: 165 * MINUTE, meanHandling: 1_780_000 },
      ]);
    });

    it('count cases by the day and hour in which they were opened and by type', async () => {
      const opened = (createdAt: number, type: 'not_received' | 'loan_scam') => ({
        expectedVersion: null,
        next: sample.aCase(sample.aPerson(), { createdAt, type }),
      });
      await store().commit({
        cases: [
          opened(DAY, 'not_received'),
          opened(DAY + 15 * HOUR, 'not_received'),
          // 00:00 of the next day in Bangkok.
          opened(DAY + 16 * HOUR, 'loan_scam'),
          opened(DAY + 16 * HOUR, 'not_received'),
        ],
      });
      const hours = (...of: number[]) =>
        Array.from({ length: 24 }, (_, hour) => (of.includes(hour) ? 1 : 0));
      const found = await store().dayFigures(TODAY, TODAY + 1, PROMISED);
      expect(found.map(({ cases }) => cases)).to.deep.equal([
        [{ type: 'not_received', count: 2, hours: hours(8, 23) }],
        [
          { type: 'loan_scam', count: 1, hours: hours(0) },
          { type: 'not_received', count: 1, hours: hours(0) },
        ],
      ]);
    });

    it('tell with how many people staff had to do', async () => {
      const came = async (windowOpenedAt: number, handoff: object | null) => {
        const person = sample.aPerson();
        const next = sample.aConversation(person, { windowOpenedAt });
        const of = { ...sample.aHandoff(person), ...handoff };
        await store().commit({
          conversation: { expectedVersion: 0, next },
          handoffs: handoff === null ? [] : [of],
        });
      };
      const from = NOBODY_MS;
      await came(from, null);
      await came(from + 1, {});
      await came(from + 2, { status: 'resolved', staffId: MALI, resolvedAt: from + 1 });
      // Resolved before: since then the bot alone.
      await came(from + 3, { status: 'resolved', staffId: MALI, resolvedAt: from - 1 });
      await came(from - 1, {});
      expect(await store().peopleSince(from)).to.deep.equal({ people: 4, withStaff: 2 });
    });
  });
}
