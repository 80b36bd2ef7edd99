import { createConnection, type ClientSession, type Connection } from 'mongoose';
import { StoreUnusableError } from '../../domain/store-errors.ts';

const FIND_SERVER_MS = 5_000;

/**
 * Connects to a replica set.
 * @throws StoreUnusableError when nothing answers or a standalone server does
 */
export async function connect(uri: string): Promise<Connection> {
  const connection = createConnection(uri, {
    serverSelectionTimeoutMS: FIND_SERVER_MS,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    ignoreUndefined: true,
    autoIndex: false,
    autoCreate: false,
    appName: 'complaint-desk',
  });
  try {
    await connection.asPromise();
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw new StoreUnusableError(
      `MongoDB cannot be reached at MONGODB_URI (${reasonOf(error)}). Check the address, the password and that the server runs.`,
      { cause: error },
    );
  }
  const hello = await connection.db?.admin().command({ hello: 1 });
  if (hello?.['setName'] === undefined && hello?.['msg'] !== 'isdbgrid') {
    await connection.close();
    throw new StoreUnusableError(
      'MongoDB at MONGODB_URI is a standalone server; transactions and change streams need a replica set. Start mongod with --replSet rs0 and run rs.initiate() once; one member is enough.',
    );
  }
  return connection;
}

/** Runs `work` as one transaction; it is run again when another one was in its way. */
export function transaction<Result>(
  connection: Connection,
  work: (session: ClientSession) => Promise<Result>,
): Promise<Result> {
  return connection.withSession((session) => session.withTransaction(() => work(session)));
}

/** A unique index refused the write. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000;
}

/** The kind of failure only: the text may hold the address with its password. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
