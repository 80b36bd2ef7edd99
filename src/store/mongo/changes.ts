import { EventEmitter } from 'node:events';
import { mongo, type Connection } from 'mongoose';
import type { LiveEvent } from '../../domain/live-event.ts';

const RETRY_MS = 1_000;

type Work = 'intake' | 'outbox';

/** A change as the server passes it on: what people wrote stays where it is. */
interface Change extends mongo.ChangeStreamDocumentCommon {
  readonly ns: { readonly coll: string };
  readonly live?: LiveEvent;
}
type Stream = mongo.ChangeStream<mongo.Document, Change>;

const PIPELINE = [
  {
    $match: {
      $or: [
        {
          operationType: 'insert',
          'ns.coll': { $in: ['intake_events', 'outbox', 'live_events'] },
        },
        // Asked for again, or woken because the person acted.
        {
          operationType: 'update',
          'ns.coll': 'outbox',
          'updateDescription.updatedFields.status': 'queued',
        },
      ],
    },
  },
  {
    $project: {
      ns: 1,
      live: {
        $cond: [{ $eq: ['$ns.coll', 'live_events'] }, '$fullDocument.doc', '$$REMOVE'],
      },
    },
  },
];

/** Tells what other instances have stored, by a change stream; work of our own at once as well. */
export class Changes {
  readonly #db: NonNullable<Connection['db']>;
  readonly #hints = new EventEmitter().setMaxListeners(0);
  #stream: Stream | null = null;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  /** @param since the server's time at the opening: the stream misses nothing stored after it */
  constructor(db: NonNullable<Connection['db']>, since: mongo.Timestamp | null) {
    this.#db = db;
    this.#watch(since === null ? {} : { startAtOperationTime: since });
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

  #watch(from: mongo.ChangeStreamOptions): void {
    const stream: Stream = this.#db.watch<mongo.Document, Change>(PIPELINE, from);
    let next = from;
    this.#stream = stream;
    stream.on('resumeTokenChanged', (token) => (next = { resumeAfter: token }));
    stream.on('change', ({ ns, live }) => {
      if (ns.coll === 'intake_events') this.#hints.emit('intake');
      if (ns.coll === 'outbox') this.#hints.emit('outbox');
      if (live !== undefined) this.#hints.emit('live', live);
    });
    // The driver itself goes on after a short absence of the server; this is for long ones.
    stream.on('error', (error) => {
      void stream.close().catch(() => undefined);
      if (this.#closed || this.#timer !== null) return;
      // A server that answers no has forgotten where we were: go on with what is new.
      if (error instanceof mongo.MongoServerError) next = {};
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.#watch(next);
      }, RETRY_MS);
    });
  }
}
