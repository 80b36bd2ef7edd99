import type { Instant } from '../domain/ids.ts';
import type { Log } from '../ports.ts';

export interface Stop {
  readonly reason: string;
  /** When one message may be tried. */
  readonly until: Instant;
  /** Whether somebody has to act before anything can be sent. */
  readonly alarm: boolean;
}

/** After this long one message is tried, in case the word that ends a block was lost. */
export const PAGE_BLOCK_MS = 24 * 3_600_000;

/** A worker's leave to send. The one that tries whether the Page works again is the probe. */
export interface Pass {
  readonly probe: boolean;
}

/**
 * Holds back everything of the Page while Graph takes nothing from it: a token that has died, a
 * restriction, a rate limit. After `until` one worker goes through; when Graph deals with its
 * message, the gate is open again. What waits stays in the outbox untouched.
 *
 * It lives in memory, as one process sends for one Page: after a restart the first message is the
 * probe, unless Meta has blocked the Page (page-block.ts); a second process stops at its own first
 * refusal.
 */
export class PageGate {
  readonly #log: Log;
  #stop: Stop | null = null;
  #probing = false;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Null while everything is sent. */
  get stopped(): Stop | null {
    return this.#stop;
  }

  /** Null: not now. Every pass must be given back with `leave`. */
  enter(now: Instant): Pass | null {
    if (this.#stop === null) return { probe: false };
    if (now < this.#stop.until || this.#probing) return null;
    this.#probing = true;
    return { probe: true };
  }

  leave(pass: Pass): void {
    if (pass.probe) this.#probing = false;
  }

  /** Whether the holder of a pass may send its next message. */
  lets(pass: Pass): boolean {
    return this.#stop === null || pass.probe;
  }

  /** A stop in force is never cut short by another one, such as a pause after a block. */
  close(stop: Stop): void {
    const { reason, until } = stop;
    if (this.#stop === null || this.#stop.until <= until) this.#stop = stop;
    if (stop.alarm) this.#log.error('delivery.page_stopped', { reason, until });
    else this.#log.warn('delivery.page_paused', { reason, until });
  }

  /** Meta blocked the Page: nothing is sent until it says otherwise, or a day has gone by. */
  block(at: Instant): void {
    this.close({ reason: 'page_blocked', until: at + PAGE_BLOCK_MS, alarm: true });
  }

  /** Meta lets the Page send again. */
  unblock(): void {
    if (this.#stop?.reason !== 'page_blocked') return;
    this.#log.info('delivery.page_resumed', { reason: this.#stop.reason });
    this.#stop = null;
  }

  /** Graph has dealt with a message of this holder. Only the probe's tells something new. */
  works(pass: Pass): void {
    if (!pass.probe || this.#stop === null) return;
    this.#log.info('delivery.page_resumed', { reason: this.#stop.reason });
    this.#stop = null;
  }
}
