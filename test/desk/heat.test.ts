import { expect } from 'chai';
import { busiestHours, levelOf } from '../../src/desk/web/supervisor/heat.ts';
import { makeDates } from '../../src/http/web/dates.ts';

describe('the table of types and hours', () => {
  it('gives the highest number the strongest colour, the smallest a weak one, and none to nothing', () => {
    expect([0, 1, 25, 26, 100].map((count) => levelOf(count, 100))).to.deep.equal([0, 1, 1, 2, 4]);
    expect(levelOf(1, 1)).to.equal(4);
    expect(levelOf(0, 0)).to.equal(0);
  });

  it('knows the busiest hours of a type', () => {
    expect(busiestHours([0, 3, 1, 3])).to.deep.equal([1, 3]);
    expect(busiestHours([0, 0])).to.deep.equal([]);
  });
});

describe('days beneath a chart', () => {
  it('are written as people write them', () => {
    const noon = '2026-11-26T12:00:00+07:00';
    expect(makeDates('th', 'Asia/Bangkok').short(noon)).to.equal('26 พ.ย.');
    expect(makeDates('en', 'Asia/Bangkok').short(noon)).to.equal('26 Nov');
  });
});
