import { MIN_PASSWORD } from '../../../domain/staff.ts';

/** How many characters a password that has been begun is short of; 0: none, or nothing was typed yet. */
export function shortOf(password: string): number {
  return password === '' ? 0 : Math.max(0, MIN_PASSWORD - password.length);
}
