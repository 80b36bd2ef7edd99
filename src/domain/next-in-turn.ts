import { capacityOf, type DeskSetup } from './desk-setup.ts';
import type { Instant, StaffId } from './ids.ts';
import { presenceAt, type Presence } from './presence.ts';

/**
 * Who is to have the next conversation: of those who are available and have room, whoever has waited
 * longest for one. Null: nobody can have it now.
 * @param desk.members who may work with consumers
 * @param desk.loads how many open conversations each has
 * @param missedBy were given this conversation and did not answer
 */
export function nextInTurn(
  desk: {
    readonly setup: DeskSetup;
    readonly members: ReadonlySet<StaffId>;
    readonly presences: readonly Presence[];
    readonly loads: ReadonlyMap<StaffId, number>;
  },
  missedBy: readonly StaffId[],
  now: Instant,
): Presence | null {
  const { setup, members, presences, loads } = desk;
  const able = presences.filter(
    (one) =>
      members.has(one.staffId) &&
      !missedBy.includes(one.staffId) &&
      presenceAt(one, now) === 'available' &&
      (loads.get(one.staffId) ?? 0) < capacityOf(setup, one.staffId),
  );
  return able.toSorted((a, b) => waitsSince(a) - waitsSince(b) || order(a, b))[0] ?? null;
}

function waitsSince({ since, assignedAt }: Presence): Instant {
  return Math.max(since, assignedAt ?? 0);
}

function order(a: Presence, b: Presence): number {
  return a.staffId < b.staffId ? -1 : 1;
}
