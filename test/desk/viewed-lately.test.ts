import { expect } from 'chai';
import { ViewedLately } from '../../src/desk/conversations/viewed-lately.ts';

describe('a look at a case', () => {
  const MINUTE = 60_000;
  it('is new for each member and each case, and again after five minutes', () => {
    const viewed = new ViewedLately();
    expect(viewed.isNew('mali', 'A', 0)).to.equal(true);
    expect(viewed.isNew('mali', 'A', 4 * MINUTE)).to.equal(false);
    expect(viewed.isNew('suda', 'A', 4 * MINUTE)).to.equal(true);
    expect(viewed.isNew('mali', 'B', 4 * MINUTE)).to.equal(true);
    expect(viewed.isNew('mali', 'A', 5 * MINUTE)).to.equal(true);
  });
});
