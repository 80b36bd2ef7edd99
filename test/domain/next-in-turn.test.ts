import { expect } from 'chai';
import { DEFAULT_SETUP } from '../../src/domain/desk-setup.ts';
import { staffId, type StaffId } from '../../src/domain/ids.ts';
import { nextInTurn } from '../../src/domain/next-in-turn.ts';
import {
  AWAY_AFTER_MS,
  newPresence,
  presenceAt,
  type Presence,
} from '../../src/domain/presence.ts';

const NOW = 10_000_000;
const MALI = staffId('mali');
const DAO = staffId('dao');

const there = (id: StaffId, fields: Partial<Presence> = {}): Presence => ({
  ...newPresence(id),
  status: 'available',
  since: 1_000,
  seenAt: NOW,
  ...fields,
});

describe('the next in turn', () => {
  const next = (
    presences: readonly Presence[],
    desk: {
      readonly loads?: readonly (readonly [StaffId, number])[];
      readonly capacities?: Readonly<Record<string, number>>;
      readonly missedBy?: readonly StaffId[];
    } = {},
  ) =>
    nextInTurn(
      {
        setup: { ...DEFAULT_SETUP, capacity: 2, capacities: desk.capacities ?? {} },
        members: new Set([MALI, DAO]),
        presences,
        loads: new Map(desk.loads ?? []),
      },
      desk.missedBy ?? [],
      NOW,
    )?.staffId ?? null;

  it('is whoever has waited longest for a conversation', () => {
    const late = there(MALI, { assignedAt: 5_000 });
    expect(next([late, there(DAO, { assignedAt: 4_000 })])).to.equal(DAO);
    expect(next([late, there(DAO, { since: 6_000 })]), 'came later than that').to.equal(MALI);
    expect(next([there(DAO), there(MALI)].toReversed()), 'the same wait').to.equal(DAO);
  });

  it('has room: the member’s own capacity counts before the desk’s', () => {
    const both = [there(MALI), there(DAO, { since: 2_000 })];
    expect(next(both, { loads: [[MALI, 2]] })).to.equal(DAO);
    expect(next(both, { loads: [[MALI, 2]], capacities: { mali: 3 } })).to.equal(MALI);
    expect(next(both, { capacities: { mali: 0, dao: 0 } })).to.equal(null);
  });

  it('is available, at the desk, still works here and has not missed the conversation', () => {
    expect(next([there(MALI, { status: 'busy' })])).to.equal(null);
    expect(next([there(MALI, { seenAt: NOW - AWAY_AFTER_MS })])).to.equal(null);
    expect(next([there(staffId('left'))])).to.equal(null);
    expect(next([there(MALI), there(DAO)], { missedBy: [DAO] })).to.equal(MALI);
  });
});

describe('presence', () => {
  it('falls to away when the desk was closed for some minutes, and comes back with it', () => {
    const presence = there(MALI, { status: 'busy', seenAt: NOW });
    expect(presenceAt(presence, NOW + AWAY_AFTER_MS - 1)).to.equal('busy');
    expect(presenceAt(presence, NOW + AWAY_AFTER_MS)).to.equal('away');
    expect(presenceAt({ ...presence, seenAt: NOW + AWAY_AFTER_MS }, NOW + AWAY_AFTER_MS)).to.equal(
      'busy',
    );
  });
});
