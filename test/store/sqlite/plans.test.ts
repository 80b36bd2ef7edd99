import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { conversationId, staffId } from '../../../src/domain/ids.ts';
import { Database } from '../../../src/store/sqlite/database.ts';
import { SqliteErase } from '../../../src/store/sqlite/erase.ts';
import { SqliteFigures } from '../../../src/store/sqlite/figures.ts';
import { SqliteReading } from '../../../src/store/sqlite/reading.ts';
import { SqliteSweep } from '../../../src/store/sqlite/sweep.ts';
import { Writes } from '../../../src/store/sqlite/writes.ts';

type Values = (string | number | null)[];

/** Keeps what SQLite is asked. */
class Watched extends Database {
  /** Undefined while the database is opened. */
  asked?: { readonly sql: string; readonly values: Values }[];
  override run(sql: string, ...values: Values) {
    this.asked?.push({ sql, values });
    return super.run(sql, ...values);
  }
  override all(sql: string, ...values: Values) {
    this.asked?.push({ sql, values });
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
  beforeEach(() => (db.asked = []));
  // A connection of its own: an explained write counts as one in progress, and nothing can be committed.
  const explainer = new Database(directory, { exclusive: false });
  /** How SQLite means to find what it was asked for. */
  const plan = () =>
    (db.asked ?? [])
      .flatMap(({ sql, values }) => explainer.all(`EXPLAIN QUERY PLAN ${sql}`, ...values))
      .map((step) => String(step['detail']));
  after(() => {
    explainer.close();
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

  it('erases people and sweeps without reading a table through', async () => {
    const store = new SqliteErase(db);
    const writes = new Writes(db);
    const id = conversationId('1212:1');
    const order = { at: 1, reason: 'retention', by: 'system', cases: [] } as const;
    db.run(
      `INSERT INTO conversations (id, version, holder, resolved, updated_at, search, doc)
       VALUES (?, 1, 'bot', 0, 1, '', '{}')`,
      id,
    );
    db.asked = [];
    const tombstone = { id: 't', of: 'conversation', ...order } as const;
    const person = { id, expectedVersion: 1 };
    db.transaction(() => store.apply({ tombstone, conversation: person, references: [] }));
    store.refersTo('a');
    reading.idleConversations({ before: 5, after: null, limit });
    reading.idleCases('resolved', { before: 5, after: { at: 1, id: 'x' }, limit });
    await new SqliteSweep(db, writes).sweep(5, () => Promise.resolve(true));
    expect(plan()).to.have.length.greaterThan(40);
    const whole = plan().filter((step) => /^SCAN (?!json_each|CONSTANT)|TEMP B-TREE/.test(step));
    expect(whole).to.deep.equal([]);
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
