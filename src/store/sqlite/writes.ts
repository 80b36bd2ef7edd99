import { isLocked, type Database } from './database.ts';

interface Job {
  readonly durable: boolean;
  readonly run: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What became of one job, once its group is stored. */
type Settled = () => void;

/**
 * Puts the writes of one round of the event loop into one transaction, so that the disk is waited
 * for once and not once a write: most of a turn's time would otherwise be that wait. Each write
 * stands in a savepoint of its own: one that throws takes back itself and nothing else. A promise
 * resolves when the group is stored, so what is acknowledged survives as it did alone.
 */
export class Writes {
  readonly #db: Database;
  #jobs: Job[] = [];

  constructor(db: Database) {
    this.#db = db;
  }

  /** The write is on the disk when this resolves. It may be run twice, the first time for nothing. */
  durable<Result>(run: () => Result): Promise<Result> {
    return this.#add(run, true);
  }

  /**
   * The write survives a kill of the process, not a power failure: for leases, which mean nothing
   * once the process is gone.
   */
  fleeting<Result>(run: () => Result): Promise<Result> {
    return this.#add(run, false);
  }

  /** Stores at once what waits. */
  flush(): void {
    const jobs = this.#jobs;
    this.#jobs = [];
    if (jobs.length === 0) return;
    try {
      for (const settle of this.#store(jobs)) settle();
    } catch (error) {
      // The group as a whole could not be stored. Alone each would wait for the lock again, and the
      // whole process with it; after anything else whose fault it was is not known.
      if (jobs.length === 1 || isLocked(error)) for (const job of jobs) job.reject(error);
      else for (const job of jobs) this.#alone(job);
    }
  }

  #add<Result>(run: () => Result, durable: boolean): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (this.#jobs.length === 0) setImmediate(() => this.flush());
      this.#jobs.push({ durable, run, resolve: (result) => resolve(result as Result), reject });
    });
  }

  #alone(job: Job): void {
    try {
      for (const settle of this.#store([job])) settle();
    } catch (error) {
      job.reject(error);
    }
  }

  #store(jobs: readonly Job[]): Settled[] {
    const durable = jobs.some((job) => job.durable);
    const [only] = jobs;
    return this.#db.transaction(
      () =>
        only !== undefined && jobs.length === 1
          ? [settled(only, only.run())]
          : jobs.map((job) => this.#take(job)),
      { durable },
    );
  }

  #take(job: Job): Settled {
    try {
      return settled(job, this.#db.savepoint(job.run));
    } catch (error) {
      // An error that ended the whole transaction: the neighbours are gone as well.
      if (!this.#db.inTransaction) throw error;
      return () => job.reject(error);
    }
  }
}

function settled(job: Job, result: unknown): Settled {
  return () => job.resolve(result);
}
