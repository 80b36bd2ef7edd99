import { capacityOf } from '../domain/desk-setup.ts';
import { newPresence, presenceAt } from '../domain/presence.ts';
import { worksAtDesk } from '../domain/staff.ts';
import type { DeskTools } from './tools.ts';
import type { DutyView } from './duty-shapes.ts';
import { iso } from './views.ts';

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
  return {
    setup: { version, mode, capacity, answerMinutes },
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
