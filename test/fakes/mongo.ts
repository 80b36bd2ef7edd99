import { createConnection } from 'mongoose';
import { systemIds } from '../../src/assembly/system.ts';

export interface TestDatabase {
  /** @throws Error when the tests were started without a MongoDB */
  uri(): string;
  drop(): Promise<void>;
}

/** A database of its own on the replica set that `npm test` has started. */
export function testDatabase(name: string): TestDatabase {
  const own = `desk-${name}-${systemIds.next().slice(-12)}`;
  const uri = () => {
    const server = process.env['TEST_MONGODB_URI'];
    if (server === undefined || server === '') {
      throw new Error('These tests need MongoDB: run them with npm test, or set TEST_MONGODB_URI.');
    }
    const url = new URL(server);
    url.pathname = `/${own}`;
    return url.toString();
  };
  return {
    uri,
    async drop() {
      const connection = await createConnection(uri()).asPromise();
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
