import type { Instant } from './ids.ts';

/**
 * A request for deletion that came through Meta. The code itself tells when it came and whether the
 * person was found, and a seal shows that we made it: nothing about the request has to be stored.
 */
export interface DeletionRequest {
  readonly at: Instant;
  readonly found: boolean;
}

/** Keyed hash of a text, as lower-case hex; this room has none of its own. */
export type Seal = (text: string) => string;

const SEAL_LENGTH = 16;

export function deletionCode({ at, found }: DeletionRequest, unique: string, seal: Seal): string {
  const told = [Math.floor(at / 1000).toString(36), found ? 'f' : 'u', unique].join('-');
  return `${told}-${seal(told).slice(0, SEAL_LENGTH)}`;
}

/** Null when no seal of ours stands on it. */
export function readDeletionCode(code: string, seals: readonly Seal[]): DeletionRequest | null {
  const match = /^(([0-9a-z]{6,9})-([fu])-[0-9a-z]{4,12})-([0-9a-f]{16})$/.exec(code);
  const [, told = '', at = '', found, given] = match ?? [];
  if (match === null || !seals.some((seal) => seal(told).slice(0, SEAL_LENGTH) === given)) {
    return null;
  }
  return { at: parseInt(at, 36) * 1000, found: found === 'f' };
}
