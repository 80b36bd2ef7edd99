import type { Instant } from '../domain/ids.ts';
import type { LiveEvent } from '../domain/live-event.ts';
import type { AuditStore } from './audit.ts';
import type { Change, CommitResult } from './change.ts';
import type { DutyStore } from './duty.ts';
import type { FiguresStore } from './figures.ts';
import type { EvidenceFiles } from './files.ts';
import type { IntakeStore } from './intake.ts';
import type { OutboxStore } from './outbox.ts';
import type { ReadStore } from './reading.ts';
import type { ReceiptKeyStore } from './receipts.ts';
import type { StaffStore } from './staff.ts';
import type { Breath } from './surroundings.ts';
import type { TimerStore } from './timers.ts';
import type { TryStore } from './tries.ts';
import type { ViewerStore } from './viewers.ts';

/** How many records a sweep dropped or blanked. */
export interface Swept {
  /** Bodies of webhook items that made no turn; their keys stay. */
  readonly bodies: number;
  readonly keys: number;
  readonly liveEvents: number;
  readonly sessions: number;
  /** Notes from one shift to the next. */
  readonly handOvers: number;
  /** Counts of wrong tries that have run out. */
  readonly tries: number;
  /** Marks of who looked at a conversation, once they have run out. */
  readonly viewers: number;
  /** Evidence files that no record refers to, older than `RETENTION.orphanMs`. */
  readonly files: number;
}

export interface Store
  extends
    IntakeStore,
    OutboxStore,
    TimerStore,
    ReadStore,
    StaffStore,
    DutyStore,
    FiguresStore,
    AuditStore,
    ReceiptKeyStore,
    TryStore,
    ViewerStore {
  readonly engine: 'sqlite' | 'mongodb';
  readonly files: EvidenceFiles;
  commit(change: Change): Promise<CommitResult>;
  /**
   * Calls back after each commit, in this process or (MongoDB) in another one, that made work of
   * this kind. A hint for speed only: workers also look on their own.
   * @returns a function that ends the subscription
   */
  onWork(kind: 'intake' | 'outbox', listener: () => void): () => void;
  onLiveEvent(listener: (event: LiveEvent) => void): () => void;
  /** Writes and reads something small; throws with the reason when that is not possible. */
  check(): Promise<void>;
  /** Counts for metrics: what waits in each queue, and timers that are due. */
  backlog(): Promise<{
    readonly intake: number;
    readonly outbox: number;
    readonly parked: number;
    readonly timers: number;
  }>;
  /**
   * Drops what has done its work (domain/retention.ts) and sessions that have run out. What waits
   * to be handled is never touched. Harmless at any time and from several instances at once.
   * @param breath comes behind each small step; without one, the steps follow each other
   * @returns what was dropped, also when a breath has ended it early
   */
  sweep(now: Instant, breath?: Breath): Promise<Swept>;
  close(): Promise<void>;
}
