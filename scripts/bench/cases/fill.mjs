// Fills one store with invented cases and tells, as a line of JSON, some that may be looked for.
// Run with `--import tsx`: it writes through the engine's own code, so that it cannot drift from it.
import { createConnection } from 'mongoose';
import { hashPassword } from '../../../src/http/sessions.ts';
import { createModels } from '../../../src/store/mongo/models.ts';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { caseRow, conversationRow } from '../../../src/store/mongo/rows.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { systemClock, systemIds } from '../../../src/assembly/system.ts';
import { chanceOf } from '../growth/chance.mjs';
import { inventCase } from './invent.mjs';

const PASSWORD = 'a-long-password';
const BATCH = 500;
const KEPT = 400;
const [engine, place, count] = process.argv.slice(2);
const chance = chanceOf(1212);
const filler = await (engine === 'mongodb' ? mongodb(place) : sqlite(place));
await filler.store.addStaff({
  id: systemIds.next(),
  username: 'agent',
  name: 'สมหญิง',
  role: 'agent',
  passwordHash: await hashPassword(PASSWORD),
  disabledAt: null,
  createdAt: systemClock.now(),
});
const known = [];
const codes = new Set();
const now = Date.now();
const every = Math.max(1, Math.floor(Number(count) / KEPT));
for (let number = 0; number < Number(count);) {
  const batch = [];
  for (; batch.length < BATCH && number < Number(count); number += 1) {
    const invented = inventCase(chance, number, now);
    // So many cases in a month may get the same code twice: the server would draw again.
    if (codes.has(invented.known.code)) {
      number -= 1;
      continue;
    }
    codes.add(invented.known.code);
    if (number % every === 0) known.push(invented.known);
    batch.push(invented);
  }
  await filler.add(batch);
}
await filler.close();
console.log(JSON.stringify({ password: PASSWORD, known }));

async function sqlite(directory) {
  const store = await openSqliteStore({ directory, ids: systemIds, clock: systemClock });
  return {
    store,
    async add(batch) {
      const results = await Promise.all(
        batch.map(({ record, conversation }) =>
          store.commit({
            conversation: { expectedVersion: 0, next: conversation },
            cases: [{ expectedVersion: null, next: record }],
          }),
        ),
      );
      const refused = results.find(({ status }) => status !== 'committed');
      if (refused !== undefined) throw new Error(`A commit was refused: ${refused.on}.`);
    },
    close: () => store.close(),
  };
}

/** One transaction a case would take very long on a slow MongoDB: rows as the engine makes them, in bulk. */
async function mongodb(uri) {
  const store = await openMongoStore({ uri, clock: systemClock });
  const connection = await createConnection(uri).asPromise();
  const models = createModels(connection);
  const insert = (model, rows) =>
    model.collection.insertMany(rows, { ordered: false, writeConcern: { w: 1 } });
  return {
    store,
    add: (batch) =>
      Promise.all([
        insert(
          models.conversations,
          batch.map(({ conversation }) => conversationRow(conversation)),
        ),
        insert(
          models.cases,
          batch.map(({ record }) => caseRow(record)),
        ),
      ]),
    async close() {
      await connection.close();
      await store.close();
    },
  };
}
