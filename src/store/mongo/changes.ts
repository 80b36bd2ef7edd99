import { EventEmitter } from 'node:events';
import type { Connection, mongo } from 'mongoose';
import type { LiveEvent } from '../../domain/live-event.ts';

const RETRY_MS = 1_000;

type Work = 'intake' | 'outbox';

/** Tells what other instances have stored, by a change stream; work of our own at once as well. */
export class Changes {
  readonly #connection: Connection;
  readonly #hints = new EventEmitter().setMaxListeners(0);
  #stream: mongo.ChangeStream | null = null;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#watch();
  }

  onWork(kind: Work, listener: () => void): () => void {
    this.#hints.on(kind, listener);
    return () => void this.#hints.off(kind, listener);
  }

  onLiveEvent(listener: (event: LiveEvent) => void): () => void {
    this.#hints.on('live', listener);
    return () => void this.#hints.off('live', listener);
  }

  tell(kind: Work): void {
    this.#hints.emit(kind);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#stream?.close().catch(() => undefined);
  }

  /** The driver itself resumes after a lost primary; this is for what it cannot resume. */
  #watch(): void {
    const { db } = this.#connection;
    if (this.#closed || db === undefined) return;
    const stream = db.watch<mongo.Document>([
      {
        $match: {
          operationType: 'insert',
          'ns.coll': { $in: ['intake_events', 'outbox', 'live_events'] },
        },
      },
    ]);
    this.#stream = stream;
    stream.on('change', (change) => {
      if (change.operationType !== 'insert') return;
      if (change.ns.coll === 'intake_events') this.#hints.emit('intake');
      if (change.ns.coll === 'outbox') this.#hints.emit('outbox');
      if (change.ns.coll === 'live_events') {
        this.#hints.emit('live', change.fullDocument['doc'] as LiveEvent);
      }
    });
    stream.on('error', () => {
      void stream.close().catch(() => undefined);
      if (this.#closed || this.#timer !== null) return;
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.#watch();
      }, RETRY_MS);
    });
  }
}
