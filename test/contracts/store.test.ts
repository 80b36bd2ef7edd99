import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../src/ports.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { systemClock, systemIds } from '../../src/assembly/system.ts';
import { testDatabase } from '../fakes/mongo.ts';
import { dumpDatabase, dumpFolder } from '../fakes/store-dump.ts';
import { storeContract } from './store.contract.ts';

/** Opens an engine before its tests and closes it behind them. */
function runOn<Opened extends Store>(
  name: string,
  open: () => Promise<Opened>,
  dump: (store: Opened) => Promise<string>,
  clean: () => Promise<void> | void,
): void {
  describe(`the store on ${name}`, () => {
    let store: Opened | null = null;
    const current = () => {
      if (store === null) throw new Error('The store is not open.');
      return store;
    };
    before(async () => {
      store = await open();
    });
    after(async () => {
      await store?.close();
      await clean();
    });
    const reopen = async () => {
      await current().close();
      store = await open();
      return store;
    };
    storeContract({ name, store: current, reopen, dump: () => dump(current()) });
  });
}

const directory = mkdtempSync(join(tmpdir(), 'store-'));
runOn(
  'SQLite',
  () => openSqliteStore({ directory, ids: systemIds, clock: systemClock }),
  (store) => Promise.resolve(dumpFolder(directory, store.database)),
  () => rmSync(directory, { recursive: true, force: true }),
);

const database = testDatabase('contract');
runOn(
  'MongoDB',
  () => openMongoStore({ uri: database.uri(), clock: systemClock }),
  () => dumpDatabase(database.uri()),
  () => database.drop(),
);
