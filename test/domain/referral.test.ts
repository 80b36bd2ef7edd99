import { expect } from 'chai';
import {
  AGENCY_ANSWERS,
  isOpenReferral,
  mailWait,
  mayBecome,
  REFERRAL_STATUSES,
} from '../../src/domain/referral.ts';

describe('a referral', () => {
  it('is over once it is resolved, returned or withdrawn, and nothing follows', () => {
    const over = REFERRAL_STATUSES.filter((status) => !isOpenReferral({ status }));
    expect(over).to.deep.equal(['resolved', 'returned', 'withdrawn']);
    for (const from of over)
      for (const to of REFERRAL_STATUSES) expect(mayBecome(from, to)).to.equal(false);
  });

  it('may be withdrawn from wherever it is open', () => {
    for (const status of REFERRAL_STATUSES)
      expect(mayBecome(status, 'withdrawn'), status).to.equal(isOpenReferral({ status }));
  });

  it('takes no answer from an agency that it never reached', () => {
    for (const answer of AGENCY_ANSWERS) expect(mayBecome('failed', answer)).to.equal(false);
  });

  it('never stays where it is by a step', () => {
    for (const status of REFERRAL_STATUSES) expect(mayBecome(status, status)).to.equal(false);
  });

  it('has its mail tried for about two days, less and less often, and then no more', () => {
    const waits: number[] = [];
    for (let wait = mailWait(1); wait !== null; wait = mailWait(waits.length + 1)) waits.push(wait);
    expect(waits).to.deep.equal(waits.toSorted((a, b) => a - b));
    const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
    expect(hours).to.be.within(44, 56);
  });
});
