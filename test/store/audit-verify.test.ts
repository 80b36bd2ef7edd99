import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createConnection, type Connection } from 'mongoose';
import { verifyAudit } from '../../src/casework/verify-audit.ts';
import { byStaff, ofCase } from '../../src/domain/audit.ts';
import type { Store } from '../../src/ports.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { systemClock, systemIds } from '../../src/assembly/system.ts';
import { aCase, aMember, aPerson, NOW } from '../contracts/samples.ts';
import { testDatabase } from '../fakes/mongo.ts';

/** A store whose rows somebody can reach past this program. */
interface Reachable {
  readonly store: Store;
  /** Sets a field of one entry. */
  set(seq: number, field: 'actor' | 'previous_hash' | 'hash', value: string): Promise<void>;
  drop(from: number, to: number): Promise<void>;
  close(): Promise<void>;
}

async function onSqlite(): Promise<Reachable> {
  const directory = mkdtempSync(join(tmpdir(), 'audit-'));
  const store = await openSqliteStore({ directory, ids: systemIds, clock: systemClock });
  const { database } = store;
  // Whoever has the file can take the triggers away; the chain tells all the same.
  const unguarded = (sql: string, ...values: (string | number)[]) => {
    for (const name of ['audit_unchanged', 'audit_undropped']) {
      database.run(`DROP TRIGGER IF EXISTS ${name}`);
    }
    database.run(sql, ...values);
    return Promise.resolve();
  };
  return {
    store,
    set: (seq, field, value) =>
      unguarded(`UPDATE audit SET ${field} = ? WHERE seq = ?`, value, seq),
    drop: (from, to) => unguarded('DELETE FROM audit WHERE seq BETWEEN ? AND ?', from, to),
    async close() {
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function onMongo(): Promise<Reachable> {
  const database = testDatabase('audit');
  const store = await openMongoStore({ uri: database.uri(), clock: systemClock });
  const connection: Connection = await createConnection(database.uri()).asPromise();
  const rows = connection.collection<{ _id: number }>('audit');
  const names = { actor: 'actor', previous_hash: 'previousHash', hash: 'hash' };
  return {
    store,
    async set(seq, field, value) {
      await rows.updateOne({ _id: seq }, { $set: { [names[field]]: value } });
    },
    async drop(from, to) {
      await rows.deleteMany({ _id: { $gte: from, $lte: to } });
    },
    async close() {
      await connection.close();
      await store.close();
      await database.drop();
    },
  };
}

for (const [engine, open] of Object.entries({ SQLite: onSqlite, MongoDB: onMongo })) {
  describe(`verifying the audit on ${engine}`, () => {
    let reachable: Reachable;
    beforeEach(async () => {
      reachable = await open();
      const subject = ofCase(aCase(aPerson()).reference);
      for (let n = 0; n < 6; n += 1) {
        const actor = byStaff(aMember().id);
        await reachable.store.appendAudit([{ at: NOW + n, actor, action: 'case.viewed', subject }]);
      }
    });
    afterEach(() => reachable.close());
    const verified = () => verifyAudit(reachable.store);

    it('finds an untouched chain whole, and an anchor of it in its place', async () => {
      const [entry] = await reachable.store.auditChain(2, 1);
      expect((await verified()).status).to.equal('whole');
      const anchored = await verifyAudit(reachable.store, entry);
      expect(anchored).to.deep.equal({
        status: 'whole',
        head: await reachable.store.auditHead(),
      });
    });

    it('names an entry that says something else than was written', async () => {
      await reachable.set(3, 'actor', 'staff:somebody-else');
      expect(await verified()).to.deep.equal({ status: 'broken', seq: 3, problem: 'changed' });
    });

    it('names the entry behind one that was exchanged together with its hash', async () => {
      const other = 'e'.repeat(64);
      await reachable.set(4, 'previous_hash', other);
      expect(await verified()).to.deep.equal({
        status: 'broken',
        seq: 4,
        problem: 'not_tied_to_previous',
      });
    });

    it('names the first of some that were dropped in the middle', async () => {
      await reachable.drop(2, 3);
      expect(await verified()).to.deep.equal({ status: 'broken', seq: 2, problem: 'missing' });
    });

    it('names the first of some that were dropped at the end', async () => {
      await reachable.drop(5, 6);
      expect(await verified()).to.deep.equal({ status: 'broken', seq: 5, problem: 'shortened' });
    });

    it('tells a chain that was made anew from the one that an anchor was taken of', async () => {
      const anchor = { seq: 4, hash: 'a'.repeat(64) };
      expect(await verifyAudit(reachable.store, anchor)).to.deep.equal({
        status: 'broken',
        seq: 4,
        problem: 'not_the_anchor',
      });
    });
  });
}

describe('the audit’s tables on SQLite', () => {
  it('refuse to change or to drop an entry', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'audit-'));
    const store = await openSqliteStore({ directory, ids: systemIds, clock: systemClock });
    const subject = ofCase(aCase(aPerson()).reference);
    await store.appendAudit([{ at: NOW, actor: 'bot', action: 'case.opened', subject }]);
    const forbidden = [
      "UPDATE audit SET actor = 'consumer'",
      'DELETE FROM audit',
      'DELETE FROM audit_head',
      "UPDATE audit_head SET hash = 'x'",
    ];
    for (const sql of forbidden) {
      expect(() => store.database.run(sql), sql).to.throw('append-only');
    }
    expect((await verifyAudit(store)).status).to.equal('whole');
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });
});
