import { expect } from 'chai';
import { systemIds } from '../../src/assembly/system.ts';

describe('ids of the real world', () => {
  it('sort as they were made, none twice, past any number of them', () => {
    const made = Array.from({ length: 5_000 }, () => systemIds.next());
    expect(made.toSorted()).to.deep.equal(made);
    expect(new Set(made).size).to.equal(made.length);
  });

  it('end in chance, anew for each', () => {
    const ends = Array.from({ length: 2_000 }, () => systemIds.next().slice(-8));
    expect(new Set(ends).size).to.be.above(1_990);
    for (let place = 0; place < 8; place += 1) {
      expect(new Set(ends.map((end) => end[place])).size).to.equal(16);
    }
  });
});
