import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Database } from '../../../src/store/sqlite/database.ts';
import { Writes } from '../../../src/store/sqlite/writes.ts';

describe('writes that come in together', () => {
  let directory = '';
  let db: Database;
  let writes: Writes;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'writes-'));
    db = new Database(directory, { exclusive: true });
    writes = new Writes(db);
  });
  afterEach(() => {
    db.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const put = (id: number, at = 1) => db.run('INSERT INTO probe (id, at) VALUES (?, ?)', id, at);
  const ids = () => db.all('SELECT id FROM probe ORDER BY id').map((row) => row['id']);

  it('are stored by one transaction, in their order, and each gets its own result', async () => {
    const other = new Database(directory, { exclusive: false });
    const seenBesides: unknown[] = [];
    const write = (id: number) =>
      writes.durable(() => {
        put(id);
        seenBesides.push(other.get('SELECT count(*) AS n FROM probe')?.['n']);
        return id * 10;
      });
    expect(await Promise.all([write(1), write(2), write(3)])).to.deep.equal([10, 20, 30]);
    expect(seenBesides, 'from another connection, meanwhile').to.deep.equal([0, 0, 0]);
    other.close();
    expect(ids()).to.deep.equal([1, 2, 3]);
  });

  it('are not to be seen before they are stored', async () => {
    const stored = writes.durable(() => put(1));
    expect(ids()).to.deep.equal([]);
    await stored;
    expect(ids()).to.deep.equal([1]);
  });

  it('take back what one of them wrote when it throws, and nothing of its neighbours', async () => {
    const results = await Promise.allSettled([
      writes.durable(() => put(1)),
      writes.durable(() => {
        put(2);
        throw new Error('no');
      }),
      writes.fleeting(() => put(3)),
      writes.durable(() => put(1)),
    ]);
    expect(results.map(({ status }) => status)).to.deep.equal([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
    ]);
    expect(ids()).to.deep.equal([1, 3]);
  });

  it('fail where the disk is full, those that still fit excepted, and go on when there is room', async () => {
    db.run('CREATE TABLE words (text TEXT)');
    const word = (length: number) =>
      writes.durable(() => db.run('INSERT INTO words VALUES (?)', 'ก'.repeat(length)));
    db.limitPages(db.pageCount);
    const [small, large] = await Promise.allSettled([word(10), word(1_000_000)]);
    expect([small.status, large.status]).to.deep.equal(['fulfilled', 'rejected']);
    expect(db.inTransaction).to.equal(false);
    db.limitPages(1_000_000);
    await word(1_000_000);
    expect(db.get('SELECT count(*) AS n FROM words')?.['n']).to.equal(2);
  });

  it('wait together, and once, for another program that has the store', async () => {
    const other = new Database(directory, { exclusive: false });
    const began = performance.now();
    const results = await other.transaction(async () => {
      const waiting = Array.from({ length: 5 }, (_, id) => writes.durable(() => put(id)));
      writes.flush();
      return Promise.allSettled(waiting);
    });
    other.close();
    expect(results.map(({ status }) => status)).to.deep.equal(Array(5).fill('rejected'));
    expect(performance.now() - began, 'a quarter of a second, not five times that').to.be.lessThan(
      1_200,
    );
    await writes.durable(() => put(9));
    expect(ids()).to.deep.equal([9]);
  });

  it('do not wait again and again while the other program still has it', async () => {
    const other = new Database(directory, { exclusive: false });
    const began = performance.now();
    const waiting = other.transaction(() =>
      Array.from({ length: 20 }, (_, id) => {
        const stored = writes.durable(() => put(id));
        writes.flush();
        return stored;
      }),
    );
    const took = performance.now() - began;
    const results = await Promise.allSettled(waiting);
    other.close();
    expect(results.map(({ status }) => status)).to.deep.equal(Array(20).fill('rejected'));
    expect(took, 'a quarter of a second, not twenty times that').to.be.lessThan(2_500);
    await writes.durable(() => put(9));
    expect(ids()).to.deep.equal([9]);
  });

  it('stay on the disk at the closing', async () => {
    const last = writes.durable(() => put(7));
    writes.flush();
    db.close();
    await last;
    db = new Database(directory, { exclusive: true });
    expect(ids()).to.deep.equal([7]);
  });
});
