import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse, serialize } from 'cookie';
import type { Request, Response } from 'express';
import type { Staff } from '../domain/staff.ts';

const SESSION = 'session';
const DEVICE = 'device';
const DEVICE_SECONDS = 180 * 24 * 3_600;

export function sessionToken(request: Request): string | null {
  return read(request, SESSION);
}

/** @param maxAge seconds; 0 takes the cookie away */
export function setSession(
  request: Request,
  response: Response,
  token: string,
  maxAge: number,
): void {
  append(request, response, SESSION, token, maxAge);
}

/**
 * Marks a browser in which this member has signed in before, so that other people's wrong tries
 * cannot lock it out. The mark is made of the stored password hash: a new password ends it, and
 * it needs no store of its own.
 * @see https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 */
export function rememberDevice(request: Request, response: Response, staff: Staff): void {
  const known = deviceOf(request, staff);
  const id = known ?? randomBytes(16).toString('base64url');
  append(request, response, DEVICE, `${id}.${mark(id, staff)}`, DEVICE_SECONDS);
}

/** The browser's mark when it is one of this member's, else null. */
export function deviceOf(request: Request, staff: Staff | null): string | null {
  const [id = '', given = ''] = (read(request, DEVICE) ?? '').split('.');
  if (staff === null || id === '') return null;
  return sameText(given, mark(id, staff)) ? id : null;
}

/** Compares in a time that tells nothing. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

function mark(id: string, staff: Staff): string {
  return createHmac('sha256', staff.passwordHash).update(`${staff.id} ${id}`).digest('base64url');
}

function read(request: Request, name: string): string | null {
  return parse(request.get('cookie') ?? '')[name] ?? null;
}

function append(
  request: Request,
  response: Response,
  name: string,
  value: string,
  maxAge: number,
): void {
  const options = { httpOnly: true, sameSite: 'strict', path: '/', maxAge } as const;
  response.append('Set-Cookie', serialize(name, value, { ...options, secure: request.secure }));
}
