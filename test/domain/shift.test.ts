import { expect } from 'chai';
import { staffId } from '../../src/domain/ids.ts';
import {
  clockInBangkok,
  nextShift,
  shiftOf,
  shiftsAt,
  type Shift,
} from '../../src/domain/shift.ts';

const MALI = staffId('mali');
const at = (iso: string) => Date.parse(`${iso}+07:00`);
const shift = (id: string, days: readonly number[], from: string, to: string): Shift => ({
  ...{ id, name: id, days, from, to, members: [MALI] },
});

describe('shifts', () => {
  // 25 November 2026 is a Wednesday.
  const day = shift('day', [1, 2, 3, 4, 5], '08:00', '20:00');
  const night = shift('night', [3], '20:00', '08:00');
  const both = [night, day];
  const on = (iso: string) => shiftsAt(both, at(iso)).map(({ shift: { id } }) => id);

  it('are on from their first minute to before their last, by the clock in Thailand', () => {
    expect(on('2026-11-25T07:59')).to.deep.equal([]);
    expect(on('2026-11-25T08:00')).to.deep.equal(['day']);
    expect(on('2026-11-25T19:59')).to.deep.equal(['day']);
    expect(on('2026-11-25T20:00')).to.deep.equal(['night']);
    expect(on('2026-11-28T12:00'), 'a Saturday').to.deep.equal([]);
  });

  it('go on over midnight on the day they began', () => {
    expect(on('2026-11-26T03:00')).to.deep.equal(['night']);
    expect(on('2026-11-27T03:00'), 'it begins on Wednesdays only').to.deep.equal([]);
    const round = [shift('round', [3], '09:00', '09:00')];
    expect(shiftsAt(round, at('2026-11-26T08:59')), 'a whole day').to.have.length(1);
  });

  it('tell which one begins next', () => {
    const next = nextShift(both, at('2026-11-28T12:00'));
    expect(next?.shift.id).to.equal('day');
    expect(next?.startsAt).to.equal(at('2026-11-30T08:00'));
    expect(clockInBangkok(next?.startsAt ?? 0)).to.equal('08:00');
    expect(nextShift([night], at('2026-11-25T20:00'))?.startsAt).to.equal(at('2026-12-02T20:00'));
    expect(nextShift([], at('2026-11-25T20:00'))).to.equal(null);
  });

  it('know who is on', () => {
    expect(shiftOf(both, MALI, at('2026-11-25T10:00'))?.endsAt).to.equal(at('2026-11-25T20:00'));
    expect(shiftOf(both, staffId('dao'), at('2026-11-25T10:00'))).to.equal(null);
  });
});
