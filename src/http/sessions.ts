import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { parse, serialize } from 'cookie';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import type { Actor, Staff } from '../domain/staff.ts';
import type { Clock, StaffStore } from '../ports.ts';
import { Problem, readInput } from './problem.ts';

const COOKIE = 'session';
const LIFETIME_MS = 12 * 3_600_000;
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
const credentials = z.object({ username: z.string().max(100), password: z.string().max(500) });

/** argon2id with the library's current defaults. */
export const hashPassword = (password: string): Promise<string> => hash(password);

interface SessionTools {
  readonly store: StaffStore;
  readonly clock: Clock;
}

const actors = new WeakMap<Request, Actor>();

/** Who makes this request; only behind `requireStaff`. */
export function actorOf(request: Request): Actor {
  const actor = actors.get(request);
  if (actor === undefined) throw new Problem(401, 'Sign in first.');
  return actor;
}

/** `POST|DELETE /api/session`. */
export function sessionRoutes({ store, clock }: SessionTools): Router {
  const router = express.Router();
  const limit = rateLimit({
    windowMs: 60_000,
    limit: 20,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
  });
  router.post('/api/session', limit, express.json({ limit: '10kb' }), async (request, response) => {
    const { username, password } = readInput(credentials, request.body);
    const staff = await store.staffByUsername(username.trim().toLowerCase());
    // The same work for an unknown name, so that time tells nothing.
    const right = await verify(staff?.passwordHash ?? (await unknownHash), password);
    if (staff === null || !right || staff.disabledAt !== null) {
      throw new Problem(401, 'The username or the password is wrong.');
    }
    const token = randomBytes(32).toString('base64url');
    const csrfToken = randomBytes(24).toString('base64url');
    const now = clock.now();
    await store.addSession({
      tokenHash: digest(token),
      staffId: staff.id,
      csrfToken,
      createdAt: now,
      expiresAt: now + LIFETIME_MS,
    });
    response.setHeader('Set-Cookie', cookie(token, LIFETIME_MS / 1000, request.secure));
    response.json({ csrfToken, staff: publicStaff(staff) });
  });
  router.delete('/api/session', requireStaff({ store, clock }), async (request, response) => {
    const token = tokenOf(request);
    if (token !== null) await store.endSession(digest(token));
    response.setHeader('Set-Cookie', cookie('', 0, request.secure));
    response.status(204).end();
  });
  return router;
}

/** Lets only signed-in staff through; unsafe methods need the session's CSRF token. */
export function requireStaff({ store, clock }: SessionTools) {
  return async (request: Request, _response: Response, next: NextFunction) => {
    const token = tokenOf(request);
    const session = token === null ? null : await store.sessionByTokenHash(digest(token));
    if (session === null || session.expiresAt <= clock.now())
      throw new Problem(401, 'Sign in first.');
    const staff = await store.staffById(session.staffId);
    if (staff === null || staff.disabledAt !== null) throw new Problem(401, 'Sign in first.');
    if (!SAFE_METHODS.includes(request.method)) {
      const given = Buffer.from(request.get('x-csrf-token') ?? '');
      const expected = Buffer.from(session.csrfToken);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        throw new Problem(403, 'The X-CSRF-Token header is missing or wrong.');
      }
    }
    actors.set(request, publicStaff(staff));
    next();
  };
}

const unknownHash = hash(randomBytes(16).toString('hex'));

function publicStaff({ id, username, name, role }: Staff): Actor {
  return { id, username, name, role };
}

function tokenOf(request: Request): string | null {
  return parse(request.get('cookie') ?? '')[COOKIE] ?? null;
}

function cookie(token: string, maxAge: number, secure: boolean): string {
  return serialize(COOKIE, token, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    maxAge,
    secure,
  });
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
