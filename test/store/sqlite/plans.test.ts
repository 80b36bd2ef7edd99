import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { staffId } from '../../../src/domain/ids.ts';
import { Database } from '../../../src/store/sqlite/database.ts';
import { SqliteFigures } from '../../../src/store/sqlite/figures.ts';
import { SqliteReading } from '../../../src/store/sqlite/reading.ts';
import { Writes } from '../../../src/store/sqlite/writes.ts';

type Values = (string | number | null)[];

/** Keeps how SQLite means to find what it is asked for. */
class Watched extends Database {
  /** Undefined while the database is opened. */
  plan?: string[];
  override all(sql: string, ...values: Values) {
    const steps = this.plan && super.all(`EXPLAIN QUERY PLAN ${sql}`, ...values);
    this.plan?.push(...(steps ?? []).map((step) => String(step['detail'])));
    return super.all(sql, ...values);
  }
  override get(sql: string, ...values: Values) {
    return this.all(sql, ...values)[0];
  }
}

describe('reading the embedded store, however much is in it', () => {
  const directory = mkdtempSync(join(tmpdir(), 'store-'));
  const db = new Watched(directory, { exclusive: true });
  const reading = new SqliteReading(db);
  beforeEach(() => (db.plan = []));
  const plan = () => db.plan ?? [];
  after(() => {
    db.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const limit = 50;
  const mine = staffId('somebody');
  const inOrder: Record<string, () => unknown> = {
    'the queue': () => reading.conversations({ control: 'queue', resolved: false, limit }),
    'what one agent holds': () =>
      reading.conversations({ assignee: mine, resolved: false, limit, cursor: '5_x' }),
    'what the bot holds': () =>
      reading.conversations({ control: 'bot', resolved: false, limit, cursor: '5_x' }),
    'all conversations': () => reading.conversations({ limit }),
    'resolved ones': () => reading.conversations({ resolved: true, limit, cursor: '5_x' }),
    'all cases': () => reading.cases({ limit, cursor: '5_x' }),
    'cases of a status': () => reading.cases({ status: 'received', limit }),
    'cases of a type': () => reading.cases({ type: 'defective', limit }),
    'cases of a status and type': () =>
      reading.cases({ status: 'received', type: 'defective', limit }),
    'what an agency has': () => reading.cases({ holder: 'ocpb', limit, cursor: '5_x' }),
    'a thread': () => reading.messages('1212:1', { before: 50, limit }),
    counts: () => reading.conversationCounts(),
  };
  for (const [what, read] of Object.entries(inOrder)) {
    it(`finds ${what} in an index, in order`, () => {
      read();
      expect(plan().filter((step) => /TEMP B-TREE/.test(step))).to.deep.equal([]);
      const steps = plan().filter((step) => /(conversations|messages|cases)/.test(step));
      expect(steps).to.not.deep.equal([]);
      for (const step of steps) expect(step).to.match(/USING (COVERING )?INDEX/);
    });
  }

  it('reads figures from indexes alone', async () => {
    const figures = new SqliteFigures(db, new Writes(db));
    await figures.days(12_000, 12_000, { promiseMs: 1, now: 2_000_000_000_000 });
    figures.people(1);
    const steps = plan().filter((step) => /(conversations|handoffs|cases)/.test(step));
    expect(steps).to.have.length(4);
    for (const step of steps) expect(step).to.match(/USING COVERING INDEX/);
  });

  it('looks into no table to find words, but at what the index of words names', () => {
    reading.conversations({ q: 'น้องมะลิ', limit });
    reading.cases({ q: 'น้องมะลิ', limit });
    const scans = plan().filter((step) => step.startsWith('SCAN') && !step.includes('('));
    for (const step of scans) expect(step).to.match(/VIRTUAL TABLE INDEX/);
    const looks = plan().filter((step) => /SEARCH (conversations|messages|cases)/.test(step));
    expect(looks).to.have.length.greaterThan(2);
  });
});
