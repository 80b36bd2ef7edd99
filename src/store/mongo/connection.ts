import { createConnection, mongo, type ClientSession, type Connection } from 'mongoose';
import { StoreUnusableError } from '../../domain/store-errors.ts';

/** Where the address names no database. */
const DATABASE = 'complaint_desk';
const NAMES_DATABASE = /^mongodb(\+srv)?:\/\/[^/?]+\/[^?]/;
/** How the server knows this program. */
export const APP_NAME = 'complaint-desk';
const FIND_SERVER_MS = 5_000;
/** The driver would repeat a transaction for two minutes; Facebook waits for no answer that long. */
const REPEAT_MS = 10_000;
/** MongoDB 6.0, as the driver counts: the first whose partial indexes know `$in`. */
const OLDEST_WIRE_VERSION = 17;

export interface Connected {
  readonly connection: Connection;
  readonly db: NonNullable<Connection['db']>;
  /** The server's time when we came; null when it does not tell. */
  readonly since: mongo.Timestamp | null;
}

/**
 * Connects to a replica set.
 * @throws StoreUnusableError when nothing answers or a standalone server does
 */
export async function connect(uri: string): Promise<Connected> {
  const connection = createConnection(uri, {
    serverSelectionTimeoutMS: FIND_SERVER_MS,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    ignoreUndefined: true,
    autoIndex: false,
    autoCreate: false,
    appName: APP_NAME,
    ...(NAMES_DATABASE.test(uri) ? {} : { dbName: DATABASE }),
  });
  try {
    await connection.asPromise();
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw new StoreUnusableError(
      `MongoDB cannot be reached at MONGODB_URI (${reasonOf(error)}). Check the address and the password, that the server runs, and that its replica set was started once with rs.initiate().`,
      { cause: error },
    );
  }
  const { db } = connection;
  const hello = await db?.admin().command({ hello: 1 });
  const unfit = unfitness(hello);
  if (db === undefined || unfit !== null) {
    await connection.close();
    throw new StoreUnusableError(unfit ?? 'MongoDB closed the connection at once. Try again.');
  }
  const time: unknown = hello?.['operationTime'];
  return { connection, db, since: time instanceof mongo.Timestamp ? time : null };
}

/** Why this server cannot be used, and what to do; null when it can. */
function unfitness(hello: Readonly<Record<string, unknown>> | undefined): string | null {
  if (hello?.['setName'] === undefined && hello?.['msg'] !== 'isdbgrid') {
    return 'MongoDB at MONGODB_URI is a standalone server; transactions and change streams need a replica set. Start mongod with --replSet rs0 and run rs.initiate() once; one member is enough.';
  }
  if (Number(hello['maxWireVersion']) < OLDEST_WIRE_VERSION) {
    return 'MongoDB at MONGODB_URI is too old. Update it to version 6.0 or newer.';
  }
  return null;
}

/** Others were in the way of a transaction for too long. */
export class NotInTimeError extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(`MongoDB did not take ${what} in time.`, options);
    this.name = 'NotInTimeError';
  }
}

/**
 * Runs `work` as one transaction; it is run again when another one was in its way.
 * @throws NotInTimeError
 */
export function transaction<Result>(
  connection: Connection,
  work: (session: ClientSession) => Promise<Result>,
): Promise<Result> {
  const end = performance.now() + REPEAT_MS;
  let failure: unknown;
  return connection.withSession((session) =>
    session.withTransaction(async () => {
      if (performance.now() > end) {
        throw new NotInTimeError('the transaction', { cause: failure });
      }
      try {
        return await work(session);
      } catch (error) {
        failure = error;
        throw error;
      }
    }),
  );
}

/** A unique index refused the write. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000;
}

/** The kind of failure only: the text may hold the address with its password. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
