import type { DeskSetup } from '../domain/desk-setup.ts';
import type { HandOver } from '../domain/hand-over.ts';
import type { Instant, StaffId } from '../domain/ids.ts';
import type { Presence } from '../domain/presence.ts';

/** Who is at the desk, and how it is run. Changed by commits (`presences`, `setup`, `handOvers`). */
export interface DutyStore {
  /** DEFAULT_SETUP (domain/desk-setup.ts) while nothing was set. */
  deskSetup(): Promise<DeskSetup>;
  /** Of everybody who was ever there. */
  presences(): Promise<readonly Presence[]>;
  /** The desk of this member is open; an earlier moment than the one that is known changes nothing. */
  seenAtDesk(id: StaffId, at: Instant): Promise<void>;
  /** How many conversations that are not resolved each member holds; who has none is missing. */
  openLoads(): Promise<ReadonlyMap<StaffId, number>>;
  /** Notes for the next shift from this moment on, latest first. */
  handOvers(since: Instant): Promise<readonly HandOver[]>;
  /** False when there is no such note. */
  readHandOver(id: string, by: StaffId): Promise<boolean>;
}
