import { changeSetup, setPresence } from '../../conversation/waiting/desk-duty.ts';
import type { DeskSetup } from '../../domain/desk-setup.ts';
import { staffId, type StaffId } from '../../domain/ids.ts';
import { worksAtDesk } from '../../domain/staff.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { mustLead, mustWorkAtDesk } from '../access.ts';
import { capacityBody, dutyShape, presenceBody, setupBody, shiftsBody } from './duty-shapes.ts';
import { dutyView } from './duty-view.ts';
import type { DeskTools } from '../tools.ts';

type Behind<Of> = Of extends [unknown, ...infer Rest] ? Rest : never;
type Change = (...of: Behind<Parameters<typeof changeSetup>>) => unknown;

/** Who is at the desk, and how waiting people are given to them. */
export function dutyRoutes(api: Api, tools: DeskTools): void {
  const { store } = tools;
  const answer = dutyShape;
  const member = async (wanted: string): Promise<StaffId> => {
    const found = await store.staffById(staffId(wanted));
    if (found === null || found.disabledAt !== null || !worksAtDesk(found.role)) {
      throw new Problem(404, 'Nobody with this id works at the desk.');
    }
    return found.id;
  };
  const change = async (...of: Parameters<Change>) => {
    if ((await changeSetup(tools, ...of)) === 'ok') return;
    throw new Problem(409, 'Somebody else has changed this meanwhile. Read it again.', {
      reason: 'changed_meanwhile',
    });
  };
  api.serve(
    {
      method: 'put',
      path: '/api/duty/shifts',
      summary: 'Plan the shifts of every week. For supervisors.',
      body: shiftsBody,
      answer,
    },
    async ({ body: { version, shifts }, request }) => {
      const actor = actorOf(request);
      mustLead(actor);
      const planned = shifts.map((shift) => ({ ...shift, members: shift.members.map(staffId) }));
      await change(actor, version, (setup) => ({ ...setup, shifts: planned }));
      return dutyView(tools);
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/duty',
      summary: 'Who is at the desk, how much each has, and how waiting people are assigned.',
      answer,
    },
    ({ request }) => {
      mustWorkAtDesk(actorOf(request));
      return dutyView(tools);
    },
  );
  api.serve(
    {
      method: 'put',
      path: '/api/duty/me',
      summary: 'Say whether you are available, busy or away.',
      body: presenceBody,
      answer,
    },
    async ({ body, request }) => {
      const actor = actorOf(request);
      mustWorkAtDesk(actor);
      await setPresence(tools, actor, actor.id, body.status);
      return dutyView(tools);
    },
  );
  api.serve(
    {
      method: 'put',
      path: '/api/duty/setup',
      summary: 'Change how waiting people are assigned. For supervisors.',
      body: setupBody,
      answer,
    },
    async ({ body: { version, ...wanted }, request }) => {
      const actor = actorOf(request);
      mustLead(actor);
      await change(actor, version, (setup) => ({ ...setup, ...wanted }));
      return dutyView(tools);
    },
  );
  api.serve(
    {
      method: 'put',
      path: '/api/duty/members/:id/presence',
      summary: 'Say for a member whether they are there. For supervisors.',
      body: presenceBody,
      answer,
    },
    async ({ params, body, request }) => {
      const actor = actorOf(request);
      mustLead(actor);
      await setPresence(tools, actor, await member(params.id), body.status);
      return dutyView(tools);
    },
  );
  api.serve(
    {
      method: 'put',
      path: '/api/duty/members/:id/capacity',
      summary:
        'Give a member a capacity of their own, or the desk’s again (null). For supervisors.',
      body: capacityBody,
      answer,
    },
    async ({ params, body, request }) => {
      const actor = actorOf(request);
      mustLead(actor);
      const id = await member(params.id);
      await changeSetup(tools, actor, null, (setup) => ({
        ...setup,
        capacities: withCapacity(setup.capacities, id, body.capacity),
      }));
      return dutyView(tools);
    },
  );
}

function withCapacity(
  capacities: DeskSetup['capacities'],
  id: StaffId,
  capacity: number | null,
): DeskSetup['capacities'] {
  const others = Object.entries(capacities).filter(([member]) => member !== id);
  return Object.fromEntries(capacity === null ? others : [...others, [id, capacity]]);
}
