import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'libsql';
import { StoreInUseError, StoreUnusableError } from '../../domain/store-errors.ts';
import { MIGRATIONS } from './schema.ts';

type Value = string | number | null;
type Row = Record<string, unknown>;

const CACHE_KIB = 65_536;

/**
 * How long a write waits for another program that has the store, in milliseconds. A server waits
 * with everything that it does: Facebook and whoever watches must be told in time that nothing can
 * be stored. A command line program has nothing else to do.
 */
const LOCK_WAIT_MS = { server: 250, program: 5_000 } as const;

/** One SQLite file, with prepared statements kept by their text and transactions that do not nest. */
export class Database {
  readonly #db: Sqlite.Database;
  readonly #lock: Sqlite.Database | null;
  readonly #statements = new Map<string, Sqlite.Statement>();
  #durable = true;
  #lockedOut = false;

  /**
   * @param exclusive true for a server: a second one on the same folder is refused. Command line
   * programs open the store beside it.
   * @throws StoreInUseError, or StoreUnusableError for a store of a newer version
   */
  constructor(directory: string, options: { readonly exclusive: boolean }) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.#lock = options.exclusive ? takeLock(directory) : null;
    this.#db = new Sqlite(join(directory, 'store.sqlite'));
    const wait = LOCK_WAIT_MS[options.exclusive ? 'server' : 'program'];
    // WAL with FULL: a commit is on the disk before it returns, also when the power fails.
    this.#db.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = ${wait}; PRAGMA foreign_keys = ON;`,
    );
    // SQLite's own two megabytes hold too little of the indexes of a large store.
    this.#db.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
    // What was deleted is overwritten: an erased person is not read out of free pages.
    this.#db.exec('PRAGMA secure_delete = ON');
    this.#migrate();
  }

  run(sql: string, ...values: Value[]): number {
    return this.#prepare(sql).run(...values).changes;
  }

  get(sql: string, ...values: Value[]): Row | undefined {
    return this.#prepare(sql).get(...values) as Row | undefined;
  }

  all(sql: string, ...values: Value[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }

  /**
   * Runs `work` as one transaction: all of it is stored, or, when it throws, none.
   * @param durable false: a power failure may take it back, a kill of the process not
   */
  transaction<Result>(work: () => Result, { durable } = { durable: true }): Result {
    this.#makeDurable(durable);
    this.#begin();
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Part of a transaction: what `work` has written is taken back when it throws, and nothing else. */
  savepoint<Result>(work: () => Result): Result {
    this.#db.exec('SAVEPOINT part');
    try {
      const result = work();
      this.#db.exec('RELEASE part');
      return result;
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK TO part; RELEASE part');
      throw error;
    }
  }

  /**
   * Empties the write-ahead log into the file, so that what was erased does not stand in its older
   * pages. A reader in another process may keep it for a while: the next time counts.
   */
  forgetLog(): void {
    this.#db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  }

  get inTransaction(): boolean {
    return this.#db.inTransaction;
  }

  /** Largest size of the file in pages of 4 KiB; for tests of a full disk. */
  limitPages(pages: number): void {
    this.#db.exec(`PRAGMA max_page_count = ${pages}`);
  }

  get pageCount(): number {
    return Number(this.get('PRAGMA page_count')?.['page_count']);
  }

  close(): void {
    this.#db.close();
    this.#lock?.close();
  }

  /**
   * A server waits once for whoever has the store. As long as that one goes on, the next ask without
   * waiting: thirty waits in a row would hold up even the answer that the store is locked.
   */
  #begin(): void {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
    } catch (error) {
      if (isLocked(error)) this.#lockOut(true);
      throw error;
    }
    this.#lockOut(false);
  }

  #lockOut(lockedOut: boolean): void {
    if (this.#lock === null || lockedOut === this.#lockedOut) return;
    this.#db.exec(`PRAGMA busy_timeout = ${lockedOut ? 0 : LOCK_WAIT_MS.server}`);
    this.#lockedOut = lockedOut;
  }

  /** In WAL a later durable commit takes all earlier ones to the disk with it. */
  #makeDurable(durable: boolean): void {
    if (durable === this.#durable) return;
    this.#db.exec(`PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'}`);
    this.#durable = durable;
  }

  #prepare(sql: string): Sqlite.Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #migrate(): void {
    const version = Number(this.get('PRAGMA user_version')?.['user_version']);
    if (version > MIGRATIONS.length) {
      throw new StoreUnusableError(
        `The store was written by a newer version of this program (schema ${version}, this one knows ${MIGRATIONS.length}). Start the newer version.`,
      );
    }
    MIGRATIONS.slice(version).forEach((sql, index) => {
      this.transaction(() => {
        this.#db.exec(sql);
        this.#db.exec(`PRAGMA user_version = ${version + index + 1}`);
      });
    });
  }
}

/** Another program has the store, and has had it for as long as we wait. */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}

/** An open exclusive transaction on a file of its own: the system frees it when the process dies. */
function takeLock(directory: string): Sqlite.Database {
  const lock = new Sqlite(join(directory, 'lock.sqlite'));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw new StoreInUseError(
      `Another process already serves from ${directory}. Stop it first, or set DATA_DIR to another folder. For several processes use MongoDB (MONGODB_URI).`,
      { cause: error },
    );
  }
}
