import type { Request, RequestHandler } from 'express';
import type { StaffStore } from '../ports.ts';
import { deviceOf } from './cookies.ts';
import { addressOf, limitFailures } from './limits.ts';

const WINDOW_MS = 15 * 60_000;
const PER_PLACE = 10;
const PER_STRANGER = 100;

/**
 * Wrong passwords are counted by browser where the member has signed in before, else by name and
 * address, and for strangers also by name and by address alone. Nobody's wrong tries shut out a
 * browser that is known.
 */
export function signInLimits(store: StaffStore): RequestHandler[] {
  const known = new WeakMap<Request, Promise<string | null>>();
  const device = (request: Request) => {
    const found = known.get(request) ?? readDevice(store, request);
    known.set(request, found);
    return found;
  };
  const stranger = async (request: Request, key: string) =>
    (await device(request)) === null ? key : null;
  return [
    limitFailures({
      limit: PER_PLACE,
      windowMs: WINDOW_MS,
      keyOf: async (request) =>
        (await device(request)) ?? `${usernameOf(request)} ${addressOf(request)}`,
    }),
    limitFailures({
      limit: PER_STRANGER,
      windowMs: WINDOW_MS,
      keyOf: (request) => stranger(request, usernameOf(request)),
    }),
    limitFailures({
      limit: PER_STRANGER,
      windowMs: WINDOW_MS,
      keyOf: (request) => stranger(request, addressOf(request)),
    }),
  ];
}

/** Usernames are kept in lower case; people type them as they like. */
export function foldUsername(typed: string): string {
  return typed.trim().toLowerCase();
}

async function readDevice(store: StaffStore, request: Request): Promise<string | null> {
  return deviceOf(request, await store.staffByUsername(usernameOf(request)));
}

function usernameOf(request: Request): string {
  const body: unknown = request.body;
  const name = typeof body === 'object' && body !== null && 'username' in body ? body.username : '';
  return typeof name === 'string' ? foldUsername(name).slice(0, 100) : '';
}
