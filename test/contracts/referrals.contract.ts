import { expect } from 'chai';
import { step, type Referral } from '../../src/domain/referral.ts';
import * as sample from './samples.ts';
import type { Engine } from './store.contract.ts';

const { NOW } = sample;

export function referralsContract({ store }: Engine): void {
  describe('referrals', () => {
    const put = (next: Referral, expectedVersion: number | null) =>
      store().commit({ referrals: [{ expectedVersion, next }] });
    const failed = (referral: Referral, at = NOW + 1) =>
      step(referral, { at, status: 'failed', by: 'system', name: null, note: null });

    it('are kept as they were written, and found by id and by case, oldest first', async () => {
      const record = sample.aCase(sample.aPerson());
      const [first, second] = [sample.aReferral(record), sample.aReferral(record)];
      expect((await put(first, null)).status).to.equal('committed');
      expect((await put(second, null)).status).to.equal('committed');
      expect(await store().referral(first.id)).to.deep.equal(first);
      expect(await store().referralsOfCase(record.reference)).to.deep.equal([first, second]);
    });

    it('are unknown by any other id', async () => {
      const record = sample.aCase(sample.aPerson());
      expect(await store().referral(sample.aReferral(record).id)).to.equal(null);
      expect(await store().referralsOfCase(record.reference)).to.deep.equal([]);
    });

    it('are changed only by who has read the last version, with the rest of the commit', async () => {
      const record = sample.aCase(sample.aPerson());
      const referral = sample.aReferral(record);
      await put(referral, null);
      const next = failed(referral);
      expect((await put(next, 1)).status).to.equal('committed');
      const cases = [{ expectedVersion: null, next: record }];
      const late = await store().commit({ cases, referrals: [{ expectedVersion: 1, next }] });
      expect(late).to.deep.equal({ status: 'conflict', on: 'referral' });
      expect(await store().caseByReference(record.reference)).to.equal(null);
      expect(await put(next, null)).to.deep.equal({ status: 'conflict', on: 'referral' });
      expect(await store().referral(referral.id)).to.deep.equal(next);
    });

    it('stand among the stuck ones while they are, longest first', async () => {
      const record = sample.aCase(sample.aPerson());
      const late = sample.aReferral(record, { status: 'sent', overdueSince: 5 });
      const unsent = sample.aReferral(record, { status: 'failed', updatedAt: 4 });
      const well = sample.aReferral(record, { status: 'sent' });
      for (const one of [late, unsent, well]) await put(one, null);
      const ids = (await store().stuckReferrals(2)).map(({ id }) => id);
      expect(ids).to.deep.equal([unsent.id, late.id]);
      const answer = {
        at: NOW,
        status: 'acknowledged',
        by: 'agency',
        name: null,
        note: null,
      } as const;
      await put(step(late, answer), 1);
      await put(step(unsent, { ...answer, status: 'withdrawn' }), 1);
      const left = (await store().stuckReferrals(100)).map(({ id }) => id);
      expect(left).to.not.include(late.id);
      expect(left).to.not.include(unsent.id);
    });
  });
}
