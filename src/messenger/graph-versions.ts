import type { Instant } from '../domain/ids.ts';

/** Until when Meta answers each version (Graph API changelog, November 2026); null: not announced. */
const AVAILABLE_UNTIL: Readonly<Record<string, string | null>> = {
  'v20.0': '2026-09-24',
  'v21.0': '2027-01-21',
  'v22.0': '2027-05-20',
  'v23.0': '2027-10-08',
  'v24.0': '2028-02-18',
  'v25.0': '2028-07-29',
  'v26.0': null,
};
const OLDEST_LISTED = 20;
const SOON_MS = 90 * 24 * 3_600_000;

export type VersionAge =
  | { readonly status: 'ok'; readonly until: string | null }
  | { readonly status: 'ends_soon' | 'ended'; readonly until: string }
  /** Newer than this program's list. */
  | { readonly status: 'unlisted' };

/** How long a version of the Graph API, such as `v25.0`, is still answered. */
export function ageOfVersion(version: string, now: Instant): VersionAge {
  const until = AVAILABLE_UNTIL[version];
  if (until === null) return { status: 'ok', until };
  if (until === undefined) {
    return Number.parseFloat(version.slice(1)) < OLDEST_LISTED
      ? { status: 'ended', until: 'years ago' }
      : { status: 'unlisted' };
  }
  const left = Date.parse(until) - now;
  if (left <= 0) return { status: 'ended', until };
  return left < SOON_MS ? { status: 'ends_soon', until } : { status: 'ok', until };
}
