import { expect } from 'chai';
import { openByStaff, type StaffCase } from '../../src/casework/open-by-staff.ts';
import type { Store } from '../../src/ports.ts';
import { systemIds } from '../../src/assembly/system.ts';
import { aMember, NOW } from './samples.ts';
import type { Engine } from './store.contract.ts';

/** Draws of one case: six for its secret, five for its code. */
const DRAWS = [0.11, 0.72, 0.33, 0.54, 0.95, 0.26, 0.47, 0.68, 0.19, 0.8, 0.37];

export function codesContract({ store }: Engine): void {
  describe('reference codes', () => {
    it('are drawn again when the generator repeats itself, and no case is lost', async () => {
      const results: string[] = [];
      const watched: Store = {
        ...store(),
        async commit(change) {
          const result = await store().commit(change);
          results.push(result.status === 'conflict' ? result.on : result.status);
          return result;
        },
      };
      let drawn = 0;
      // The same code three times, and only then others.
      const random = () => {
        const at = drawn;
        drawn += 1;
        return at < 3 * DRAWS.length ? (DRAWS[at % DRAWS.length] ?? 0) : systemIds.random();
      };
      const tools = {
        store: watched,
        clock: { now: () => NOW },
        ids: { next: () => systemIds.next(), random },
        inConversation: () => Promise.resolve({}),
      };
      const wanted: StaffCase = {
        type: 'not_received',
        urgent: false,
        slots: {},
        conversation: null,
        facts: {},
        parties: [],
        note: null,
      };
      const opened = [
        await openByStaff(tools, aMember(), wanted),
        await openByStaff(tools, aMember(), wanted),
      ];
      const codes = opened.map((one) => (one.status === 'ok' ? one.case.reference : ''));
      expect(results).to.deep.equal(['committed', 'reference', 'reference', 'committed']);
      expect(new Set(codes).size).to.equal(2);
      for (const one of opened) {
        if (one.status !== 'ok') throw new Error('No case was opened.');
        expect(await store().caseByReference(one.case.reference)).to.deep.equal(one.case);
      }
    });
  });
}
