/** `npm run staff -- add|list|disable|reset-password|remove-second-factor`: the desk's accounts. */
import { parseArgs } from 'node:util';
import { config as readEnvFile } from 'dotenv';
import { readConfig } from '../config.ts';
import { ofStaff, type AuditAction } from '../domain/audit.ts';
import { staffId, type StaffId } from '../domain/ids.ts';
import { MIN_PASSWORD_AT_SERVER, ROLES, type Role } from '../domain/staff.ts';
import { hashPassword } from '../http/sessions.ts';
import { openStore } from '../assembly/open-store.ts';
import type { Store } from '../ports.ts';
import { systemClock, systemIds } from '../assembly/system.ts';

const USAGE = `Usage (the password is read from standard input):
  npm run staff -- add --username U --role ${ROLES.join('|')} --name "…"
  npm run staff -- list
  npm run staff -- disable --username U
  npm run staff -- reset-password --username U
  npm run staff -- remove-second-factor --username U   (nothing is read)`;

class UsageError extends Error {}

readEnvFile({ quiet: true });
try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      username: { type: 'string' },
      role: { type: 'string' },
      name: { type: 'string' },
    },
  });
  const store = await openStore(readConfig(process.env), {
    ids: systemIds,
    clock: systemClock,
    exclusive: false,
  });
  try {
    process.stdout.write(`${await run(store, positionals[0], values)}\n`);
  } finally {
    await store.close();
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
}

async function run(
  store: Store,
  command: string | undefined,
  values: { username?: string; role?: string; name?: string },
): Promise<string> {
  if (command === 'list') {
    const staff = await store.listStaff();
    return staff
      .map(
        ({ username, role, name, disabledAt }) =>
          `${username}\t${role}\t${name}${disabledAt === null ? '' : '\t(disabled)'}`,
      )
      .join('\n');
  }
  const username = values.username?.trim().toLowerCase();
  if (username === undefined || username === '') throw new UsageError(USAGE);
  if (command === 'add') {
    const role = ROLES.find((known): known is Role => known === values.role);
    if (role === undefined || values.name === undefined) throw new UsageError(USAGE);
    const id = staffId(systemIds.next());
    const result = await store.addStaff({
      id,
      username,
      name: values.name,
      role,
      passwordHash: await hashPassword(await readPassword()),
      disabledAt: null,
      createdAt: systemClock.now(),
    });
    if (result === 'taken')
      throw new UsageError(`The username ${username} is taken. Choose another one.`);
    await note(store, 'staff.added', id);
    return `${username} can sign in now.`;
  }
  const member = await store.staffByUsername(username);
  if (member === null)
    throw new UsageError(`There is no user ${username}. See: npm run staff -- list`);
  switch (command) {
    case 'disable':
      await store.updateStaff(member.id, { disabledAt: systemClock.now() });
      await note(store, 'staff.disabled', member.id);
      return `${username} is disabled and signed out everywhere.`;
    case 'reset-password':
      await store.updateStaff(member.id, {
        passwordHash: await hashPassword(await readPassword()),
      });
      await note(store, 'staff.password_reset', member.id);
      return `${username} has a new password and is signed out everywhere.`;
    case 'remove-second-factor':
      await store.updateStaff(member.id, { secondFactor: null });
      await note(store, 'staff.second_factor_off', member.id);
      return `${username} signs in with the password alone and is signed out everywhere.`;
    default:
      throw new UsageError(USAGE);
  }
}

/** Whoever has the command line is known to the machine, not to this program. */
async function note(
  store: Store,
  action: Extract<AuditAction, `staff.${string}`>,
  id: StaffId,
): Promise<void> {
  const subject = ofStaff(id);
  await store.appendAudit([{ at: systemClock.now(), actor: 'system', action, subject }]);
}

async function readPassword(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) text += String(chunk);
  const password = text.replace(/\r?\n$/, '');
  if (password.length < MIN_PASSWORD_AT_SERVER) {
    throw new UsageError(
      `The password must have at least ${MIN_PASSWORD_AT_SERVER} characters. Choose a longer one, such as a few words together.`,
    );
  }
  return password;
}
