import { createHmac, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { byStaff, ofStaff, type AuditDraft } from '../domain/audit.ts';
import { staffId } from '../domain/ids.ts';
import type { Actor, Session, Staff } from '../domain/staff.ts';
import type { AuditStore, Clock, StaffStore } from '../ports.ts';
import { Api } from './api.ts';
import { rememberDevice, sameText, sessionToken, setSession } from './cookies.ts';
import { Problem } from './problem.ts';
import { notATry } from './limits.ts';
import { spendSecondFactor } from './second-factor.ts';
import { sessionAnswer } from './session-shapes.ts';
import { foldUsername, signInLimits } from './sign-in-limits.ts';

const LIFETIME_MS = 12 * 3_600_000;
const BROWSER_LENGTH = 300;
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
const path = '/api/session';
const credentials = z.object({
  username: z.string().max(100),
  password: z.string().max(500),
  /** Of the authenticator app, or a recovery code; asked for when the account has a second factor. */
  code: z.string().max(40).optional(),
});

/** argon2id with the library's current defaults. */
export const hashPassword = (password: string): Promise<string> => hash(password);

export interface SessionTools {
  readonly store: StaffStore;
  readonly clock: Clock;
  /** Mixed into what is stored of a session's token: another one ends every session. */
  readonly sessionSecret: string;
}
interface SignedIn {
  readonly session: Session;
  readonly actor: Actor;
}

const signedIn = new WeakMap<Request, SignedIn>();

/** The session that makes this request; only behind `requireStaff`. */
export function sessionOf(request: Request): Session {
  return signedInOf(request).session;
}

/** Who makes this request; only behind `requireStaff`. */
export function actorOf(request: Request): Actor {
  return signedInOf(request).actor;
}

/** Signing in, asking who one is, signing out. */
export function sessionApi(
  tools: SessionTools & { readonly store: Pick<AuditStore, 'appendAudit'> },
): Api {
  const { store, clock } = tools;
  const api = new Api(requireStaff(tools));
  api.serve(
    {
      method: 'post',
      path,
      summary: 'Sign in. Sets the session cookie.',
      open: true,
      body: credentials,
      answer: sessionAnswer,
    },
    async ({ body: { username, password, code }, request, response }) => {
      const staff = await store.staffByUsername(foldUsername(username));
      // The same work for an unknown name, so that time tells nothing.
      const right = await verify(staff?.passwordHash ?? (await unknownHash), password);
      const failed = async (reason: string, detail: string) => {
        // Also for a name that nobody has, so that time tells nothing.
        const tried = ofStaff(staff?.id ?? staffId('unknown'));
        await store.appendAudit([
          { at: clock.now(), actor: 'public', action: 'staff.sign_in_failed', subject: tried },
        ]);
        return new Problem(401, detail, { reason });
      };
      if (staff === null || !right || staff.disabledAt !== null) {
        throw await failed('credentials', 'The username or the password is wrong.');
      }
      if (staff.secondFactor) {
        if (code === undefined) {
          // To be asked for the code is no wrong try.
          notATry(response);
          throw new Problem(401, 'The code of the authenticator app is needed.', {
            reason: 'code_needed',
          });
        }
        if (!(await spendSecondFactor(store, staff, code, clock.now()))) {
          throw await failed('code', 'The code is wrong or was used before.');
        }
      }
      const begun = await beginSession(tools, request, response, staff);
      await store.appendAudit([signed('in', staff.id, clock.now())]);
      return begun;
    },
    signInLimits(store),
  );
  api.serve(
    {
      method: 'get',
      path,
      summary: 'Who is signed in, and the CSRF token.',
      answer: sessionAnswer,
    },
    ({ request, response }) => {
      const { session, actor } = signedInOf(request);
      response.set('Cache-Control', 'no-store');
      return { csrfToken: session.csrfToken, staff: actor };
    },
  );
  api.serve({ method: 'delete', path, summary: 'Sign out.' }, async ({ request, response }) => {
    const { session, actor } = signedInOf(request);
    await store.endSession(session.tokenHash);
    await store.appendAudit([signed('out', actor.id, clock.now())]);
    setSession(request, response, '', 0);
  });
  return api;
}

/** A new session in this browser, its cookies set. */
export async function beginSession(
  { store, clock, sessionSecret }: SessionTools,
  request: Request,
  response: Response,
  staff: Staff,
): Promise<z.input<typeof sessionAnswer>> {
  const token = randomBytes(32).toString('base64url');
  const csrfToken = randomBytes(24).toString('base64url');
  const now = clock.now();
  await store.addSession({
    tokenHash: digest(token, sessionSecret),
    staffId: staff.id,
    csrfToken,
    createdAt: now,
    expiresAt: now + LIFETIME_MS,
    browser: (request.get('user-agent') ?? '').slice(0, BROWSER_LENGTH),
  });
  setSession(request, response, token, LIFETIME_MS / 1000);
  rememberDevice(request, response, staff);
  return { csrfToken, staff: actorFrom(staff) };
}

function signed(way: 'in' | 'out', id: Staff['id'], at: number): AuditDraft {
  return { at, actor: byStaff(id), action: `staff.signed_${way}`, subject: ofStaff(id) };
}

/** Lets only signed-in staff through; unsafe methods need the session's CSRF token. */
export function requireStaff(tools: SessionTools) {
  return async (request: Request, _response: Response, next: NextFunction) => {
    const found = await readSession(tools, request);
    if (found === null) throw new Problem(401, 'Sign in first.');
    if (!SAFE_METHODS.includes(request.method)) {
      if (!sameText(request.get('x-csrf-token') ?? '', found.session.csrfToken)) {
        throw new Problem(403, 'The X-CSRF-Token header is missing or wrong.');
      }
    }
    signedIn.set(request, found);
    next();
  };
}

/** The session of a request as it stands now: null once it has ended, run out or been taken away. */
export async function readSession(
  { store, clock, sessionSecret }: SessionTools,
  request: Request,
): Promise<SignedIn | null> {
  const token = sessionToken(request);
  const session =
    token === null ? null : await store.sessionByTokenHash(digest(token, sessionSecret));
  if (session === null || session.expiresAt <= clock.now()) return null;
  const staff = await store.staffById(session.staffId);
  return staff === null || staff.disabledAt !== null ? null : { session, actor: actorFrom(staff) };
}

const unknownHash = hash(randomBytes(16).toString('hex'));

function signedInOf(request: Request): SignedIn {
  const found = signedIn.get(request);
  if (found === undefined) throw new Problem(401, 'Sign in first.');
  return found;
}

function actorFrom({ id, username, name, role }: Staff): Actor {
  return { id, username, name, role };
}

function digest(token: string, secret: string): string {
  return createHmac('sha256', secret).update(token).digest('hex');
}
