import { capacityOf } from '../../domain/desk-setup.ts';
import { newPresence, presenceAt } from '../../domain/presence.ts';
import { nextShift, shiftsAt } from '../../domain/shift.ts';
import { worksAtDesk } from '../../domain/staff.ts';
import type { DeskTools } from '../tools.ts';
import type { DutyView } from './duty-shapes.ts';
import { iso } from '../conversations/views.ts';

/** Who works at the desk, whether they are there, and how much each has. */
export async function dutyView({
  store,
  clock,
}: Pick<DeskTools, 'store' | 'clock'>): Promise<DutyView> {
  const [setup, presences, loads, staff] = await Promise.all([
    store.deskSetup(),
    store.presences(),
    store.openLoads(),
    store.listStaff(),
  ]);
  const now = clock.now();
  const members = staff.filter(({ disabledAt, role }) => disabledAt === null && worksAtDesk(role));
  const { version, mode, capacity, answerMinutes } = setup;
  const shifts = setup.shifts.map((shift) => ({
    ...shift,
    days: [...shift.days],
    members: [...shift.members],
  }));
  const next = nextShift(setup.shifts, now);
  return {
    setup: { version, mode, capacity, answerMinutes, shifts },
    onNow: shiftsAt(setup.shifts, now).map(({ shift: { id, name }, endsAt }) => ({
      ...{ id, name, endsAt: iso(endsAt) },
    })),
    next:
      next === null
        ? null
        : { id: next.shift.id, name: next.shift.name, startsAt: iso(next.startsAt) },
    members: members.map(({ id, name, role }) => {
      const presence = presences.find(({ staffId }) => staffId === id) ?? newPresence(id);
      return {
        id,
        name,
        role,
        status: presenceAt(presence, now),
        chosen: presence.status,
        since: presence.version === 0 ? null : iso(presence.since),
        load: loads.get(id) ?? 0,
        capacity: capacityOf(setup, id),
        ownCapacity: setup.capacities[id] ?? null,
      };
    }),
  };
}
