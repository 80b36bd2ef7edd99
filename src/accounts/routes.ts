import { verify } from '@node-rs/argon2';
import type { Request, Response } from 'express';
import { toString as drawQr } from 'qrcode';
import { byStaff, ofStaff, type AuditAction } from '../domain/audit.ts';
import type { Session, Staff } from '../domain/staff.ts';
import { Api } from '../http/api.ts';
import { limitFailures } from '../http/limits.ts';
import { Problem } from '../http/problem.ts';
import {
  newRecoveryCodes,
  newSecret,
  recoveryHash,
  secretUri,
  spendSecondFactor,
  stepOfCode,
} from '../http/second-factor.ts';
import { sessionAnswer } from '../http/session-shapes.ts';
import {
  actorOf,
  beginSession,
  hashPassword,
  requireStaff,
  sessionOf,
  type SessionTools,
} from '../http/sessions.ts';
import type { AuditStore } from '../ports.ts';
import {
  accountAnswer,
  factorConfirmation,
  factorKept,
  factorOffer,
  factorRemoval,
  newPassword,
} from './shapes.ts';

const WINDOW_MS = 15 * 60_000;
const MOST_TRIES = 10;
/** Enough of a token's hash to tell a member's sessions apart; it opens nothing. */
const ID_LENGTH = 16;
const PATH = '/api/account';

/**
 * A member's own account: where it is signed in, its password and its second factor. What changes
 * how one signs in asks for the password again, ends all sessions and begins a new one here.
 */
export function accountApi(
  tools: SessionTools & { readonly store: Pick<AuditStore, 'appendAudit'> },
): Api {
  const { store, clock } = tools;
  const api = new Api(requireStaff(tools));
  const limited = [
    limitFailures({
      limit: MOST_TRIES,
      windowMs: WINDOW_MS,
      keyOf: (request) => `account ${actorOf(request).id}`,
    }),
  ];
  const note = (staff: Pick<Staff, 'id'>, action: Extract<AuditAction, `staff.${string}`>) =>
    store.appendAudit([
      { at: clock.now(), actor: byStaff(staff.id), action, subject: ofStaff(staff.id) },
    ]);
  const self = async (request: Request): Promise<Staff> => {
    const staff = await store.staffById(actorOf(request).id);
    if (staff === null) throw new Problem(401, 'Sign in first.');
    return staff;
  };
  const confirmed = async (request: Request, password: string): Promise<Staff> => {
    const staff = await self(request);
    if (await verify(staff.passwordHash, password)) return staff;
    throw new Problem(403, 'The password is wrong.', { reason: 'password' });
  };
  const beginAnew = async (request: Request, response: Response) =>
    beginSession(tools, request, response, await self(request));

  api.serve(
    {
      method: 'get',
      path: PATH,
      summary: 'Where this member is signed in, and whether a second factor is on.',
      answer: accountAnswer,
    },
    async ({ request, response }) => {
      const staff = await self(request);
      const here = sessionOf(request);
      response.set('Cache-Control', 'no-store');
      const sessions = await store.sessionsOf(staff.id, clock.now());
      return {
        sessions: sessions.map((session) => ({
          id: idOf(session),
          browser: session.browser ?? '',
          createdAt: new Date(session.createdAt).toISOString(),
          expiresAt: new Date(session.expiresAt).toISOString(),
          current: session.tokenHash === here.tokenHash,
        })),
        secondFactor: {
          on: Boolean(staff.secondFactor),
          recoveryCodesLeft: staff.secondFactor?.recoveryHashes.length ?? 0,
        },
      };
    },
  );
  api.serve(
    {
      method: 'delete',
      path: `${PATH}/sessions/:id`,
      summary: 'Sign this member out somewhere; `others` is everywhere but here.',
    },
    async ({ params: { id }, request }) => {
      const { id: member } = actorOf(request);
      const here = sessionOf(request);
      const sessions = await store.sessionsOf(member, clock.now());
      const ended = sessions.filter((session) =>
        id === 'others' ? session.tokenHash !== here.tokenHash : idOf(session) === id,
      );
      if (ended.length === 0 && id !== 'others') {
        throw new Problem(404, 'There is no such session.');
      }
      for (const { tokenHash } of ended) await store.endSession(tokenHash);
      if (ended.length > 0) await note({ id: member }, 'staff.session_ended');
    },
  );
  api.serve(
    {
      method: 'post',
      path: `${PATH}/password`,
      summary: 'A new password. Ends all sessions and begins a new one here.',
      body: newPassword,
      answer: sessionAnswer,
    },
    async ({ body: { password, next }, request, response }) => {
      const { id } = await confirmed(request, password);
      await store.updateStaff(id, { passwordHash: await hashPassword(next) });
      await note({ id }, 'staff.password_changed');
      return beginAnew(request, response);
    },
    limited,
  );
  api.serve(
    {
      method: 'post',
      path: `${PATH}/second-factor/offer`,
      summary: 'A secret for an authenticator app. Nothing changes until it is confirmed.',
      answer: factorOffer,
    },
    async ({ request, response }) => {
      const secret = newSecret();
      const drawn = await drawQr(secretUri(secret, actorOf(request).username), { type: 'svg' });
      response.set('Cache-Control', 'no-store');
      const picture = `data:image/svg+xml;base64,${Buffer.from(drawn).toString('base64')}`;
      return { secret, picture };
    },
  );
  api.serve(
    {
      method: 'post',
      path: `${PATH}/second-factor`,
      summary: 'Ask for a code at each sign-in from now on. Ends all other sessions.',
      body: factorConfirmation,
      answer: factorKept,
    },
    async ({ body: { password, secret, code }, request, response }) => {
      const staff = await confirmed(request, password);
      if (staff.secondFactor) throw new Problem(409, 'A second factor is on already.');
      const step = stepOfCode(secret, code, clock.now());
      if (step === null) throw new Problem(403, 'The code is wrong.', { reason: 'code' });
      const recoveryCodes = newRecoveryCodes();
      const recoveryHashes = recoveryCodes.map(recoveryHash);
      await store.updateStaff(staff.id, {
        secondFactor: { secret, lastStep: step, recoveryHashes },
      });
      await note(staff, 'staff.second_factor_on');
      response.set('Cache-Control', 'no-store');
      return { ...(await beginAnew(request, response)), recoveryCodes };
    },
    limited,
  );
  api.serve(
    {
      method: 'post',
      path: `${PATH}/second-factor/removal`,
      summary: 'Ask for the password alone from now on. Ends all other sessions.',
      body: factorRemoval,
      answer: sessionAnswer,
    },
    async ({ body: { password, code }, request, response }) => {
      const staff = await confirmed(request, password);
      if (!staff.secondFactor) throw new Problem(409, 'No second factor is on.');
      if (!(await spendSecondFactor(store, staff, code, clock.now()))) {
        throw new Problem(403, 'The code is wrong or was used before.', { reason: 'code' });
      }
      await store.updateStaff(staff.id, { secondFactor: null });
      await note(staff, 'staff.second_factor_off');
      return beginAnew(request, response);
    },
    limited,
  );
  return api;
}

const idOf = ({ tokenHash }: Session): string => tokenHash.slice(0, ID_LENGTH);
