import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Database } from '../../../src/store/sqlite/database.ts';
import { MIGRATIONS } from '../../../src/store/sqlite/schema.ts';

describe('migrating the embedded store', () => {
  const directory = mkdtempSync(join(tmpdir(), 'store-'));
  after(() => rmSync(directory, { recursive: true, force: true }));
  const thread = MIGRATIONS.find((step) => step.includes('$.thread')) ?? '';

  it('gives conversations of before a thread that is ours', () => {
    const database = new Database(directory, { exclusive: true });
    database.run(
      `INSERT INTO conversations (id, version, holder, resolved, updated_at, search, doc)
       VALUES ('old', 1, 'bot', 0, 1, '', '{"id":"old"}')`,
    );
    database.run(thread);
    const row = database.get('SELECT doc FROM conversations');
    database.close();
    expect(JSON.parse(String(row?.['doc']))).to.deep.equal({
      id: 'old',
      thread: { holder: 'ours', since: null },
      origin: null,
    });
  });
});
