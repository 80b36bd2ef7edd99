import type { z } from 'zod';
import { byStaff, ofStaff, type AuditAction } from '../../domain/audit.ts';
import { staffId, type StaffId } from '../../domain/ids.ts';
import type { Actor, Staff } from '../../domain/staff.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, hashPassword } from '../../http/sessions.ts';
import { accountChange, accountsShape, newAccountBody, passwordBody } from './account-shapes.ts';
import type { DeskTools } from '../tools.ts';
import { iso } from '../conversations/views.ts';

type StaffAction = Extract<AuditAction, `staff.${string}`>;

/** The desk's accounts, for admins. A change signs the member out everywhere. */
export function accountRoutes(api: Api, tools: DeskTools): void {
  const { store, clock, ids } = tools;
  const path = '/api/accounts';
  const answer = accountsShape;
  const note = (actor: Actor, action: StaffAction, id: StaffId) =>
    store.appendAudit([
      { at: clock.now(), actor: byStaff(actor.id), action, subject: ofStaff(id) },
    ]);
  const list = async () => ({ items: (await store.listStaff()).map(accountView) });

  api.serve(
    { method: 'get', path, summary: 'All accounts of staff. For admins.', answer },
    ({ request }) => {
      mustAdminister(actorOf(request));
      return list();
    },
  );
  api.serve(
    {
      method: 'post',
      path,
      summary: 'Add an account. 409 when the username is taken. For admins.',
      body: newAccountBody,
      answer,
    },
    async ({ body: { username, name, role, password }, request }) => {
      const actor = mustAdminister(actorOf(request));
      const id = staffId(ids.next());
      const passwordHash = await hashPassword(password);
      const member = { id, username, name, role, passwordHash };
      const added = await store.addStaff({ ...member, disabledAt: null, createdAt: clock.now() });
      if (added === 'taken') {
        throw new Problem(409, 'The username is taken.', { reason: 'username_taken' });
      }
      await note(actor, 'staff.added', id);
      return list();
    },
  );
  api.serve(
    {
      method: 'patch',
      path: '/api/accounts/:id',
      summary: 'Change a name or role, or close or open an account. Not one’s own. For admins.',
      body: accountChange,
      answer,
    },
    async ({ params, body, request }) => {
      const actor = mustAdminister(actorOf(request));
      const id = mustBeAnother(actor, params.id);
      const changed = await store.updateStaff(id, changeOf(body, clock.now()));
      if (!changed) throw noAccount();
      await note(actor, body.disabled === true ? 'staff.disabled' : 'staff.changed', id);
      return list();
    },
  );
  api.serve(
    {
      method: 'put',
      path: '/api/accounts/:id/password',
      summary:
        'Give an account a new password, to be told to its owner. Not one’s own. For admins.',
      body: passwordBody,
      answer,
    },
    async ({ params, body, request }) => {
      const actor = mustAdminister(actorOf(request));
      const id = mustBeAnother(actor, params.id);
      const passwordHash = await hashPassword(body.password);
      if (!(await store.updateStaff(id, { passwordHash }))) throw noAccount();
      await note(actor, 'staff.password_reset', id);
      return list();
    },
  );
}

/** @throws Problem 403 */
function mustAdminister(actor: Actor): Actor {
  if (actor.role !== 'admin') throw new Problem(403, 'Your role does not open this.');
  return actor;
}

/** Nobody locks themselves out, so that an admin is always left. */
function mustBeAnother(actor: Actor, id: string): StaffId {
  if (actor.id === id) {
    throw new Problem(409, 'Another admin has to change your account.', { reason: 'own_account' });
  }
  return staffId(id);
}

const noAccount = () => new Problem(404, 'There is no such account.');

function changeOf({ name, role, disabled }: z.infer<typeof accountChange>, now: number) {
  return {
    ...(name !== undefined && { name }),
    ...(role !== undefined && { role }),
    ...(disabled !== undefined && { disabledAt: disabled ? now : null }),
  };
}

function accountView({ id, username, name, role, disabledAt, secondFactor, createdAt }: Staff) {
  return {
    ...{ id, username, name, role },
    disabled: disabledAt !== null,
    secondFactor: (secondFactor ?? null) !== null,
    createdAt: iso(createdAt),
  };
}
