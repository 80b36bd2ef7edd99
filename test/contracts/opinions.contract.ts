import { expect } from 'chai';
import type { Opinion } from '../../src/domain/opinion.ts';
import { newOpinion } from '../../src/domain/opinion.ts';
import * as sample from './samples.ts';
import type { Engine } from './store.contract.ts';

const { NOW } = sample;

export function opinionsContract({ store }: Engine): void {
  describe('opinions', () => {
    const anOpinion = (fields: Partial<Opinion> = {}): Opinion => {
      const record = sample.aCase(sample.aPerson(), { status: 'resolved' });
      return { ...newOpinion(record, NOW), ...fields };
    };

    it('keeps one for each closing of a case; told again, the last one counts', async () => {
      const first = anOpinion({ rating: 2 });
      const second = {
        ...first,
        id: `${first.reference}|9`,
        closedAt: NOW + 9,
        rating: 5 as const,
      };
      await store().commit({ opinions: [second, first] });
      await store().commit({ opinions: [{ ...first, rating: 4, solved: 'no' }] });
      expect(await store().opinionsOf(first.reference)).to.deep.equal([
        { ...first, rating: 4, solved: 'no' },
        second,
      ]);
    });

    it('counts them by agent, month and type', async () => {
      const [agent, other] = [`Malee ${NOW}`, `Somchai ${NOW}`];
      await store().commit({
        opinions: [
          anOpinion({ agent, rating: 5, month: '1999-01' }),
          anOpinion({ agent, rating: 5, month: '1999-01', solved: 'yes' }),
          anOpinion({ agent, rating: 1, month: '1999-02', solved: 'no' }),
          anOpinion({ agent: other, solved: 'yes', type: 'counterfeit', month: '1999-02' }),
        ],
      });
      const figure = async (by: 'agent' | 'month' | 'type', key: string) =>
        (await store().opinionFigures(by)).find((one) => one.key === key);
      expect(await figure('agent', agent)).to.deep.equal({
        key: agent,
        ratings: [1, 0, 0, 0, 2],
        solved: 1,
        unsolved: 1,
      });
      expect(await figure('month', '1999-02')).to.deep.equal({
        key: '1999-02',
        ratings: [1, 0, 0, 0, 0],
        solved: 1,
        unsolved: 1,
      });
      expect(await figure('type', 'counterfeit')).to.deep.include({ solved: 1, unsolved: 0 });
      const months = (await store().opinionFigures('month')).map(({ key }) => key);
      expect(months).to.deep.equal(months.toSorted());
    });

    it('stores none with a change that is refused', async () => {
      const opinion = anOpinion({ rating: 3 });
      const next = sample.aCase(sample.aPerson());
      await store().commit({ opinions: [opinion], cases: [{ expectedVersion: 3, next }] });
      expect(await store().opinionsOf(opinion.reference)).to.deep.equal([]);
    });
  });
}
