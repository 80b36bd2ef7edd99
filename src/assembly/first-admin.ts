import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { ofStaff } from '../domain/audit.ts';
import { staffId } from '../domain/ids.ts';
import { hashPassword } from '../http/sessions.ts';
import type { AuditStore, Clock, Ids, StaffStore } from '../ports.ts';

/** Makes the first user; the password is given back only when it was made up here. */
export async function ensureAdmin(
  store: StaffStore & Pick<AuditStore, 'appendAudit'>,
  config: Config,
  clock: Clock,
  ids: Ids,
): Promise<string | null> {
  if ((await store.listStaff()).length > 0) return null;
  const password = config.ADMIN_PASSWORD ?? randomBytes(9).toString('base64url');
  const id = staffId(ids.next());
  const added = await store.addStaff({
    id,
    username: 'admin',
    name: 'Admin',
    role: 'admin',
    passwordHash: await hashPassword(password),
    disabledAt: null,
    createdAt: clock.now(),
  });
  if (added === 'added') {
    const details = { role: 'admin' };
    await store.appendAudit([
      { at: clock.now(), actor: 'system', action: 'staff.added', subject: ofStaff(id), details },
    ]);
  }
  // Another instance may have been first, with a password of its own.
  return added === 'added' && config.ADMIN_PASSWORD === undefined ? password : null;
}
