import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Database } from '../../../src/store/sqlite/database.ts';
import { dropUntidied, tidy } from '../../../src/store/sqlite/word-index.ts';

const TALKS = 40;
const LINES = 80;

describe('the index of words of the embedded store', () => {
  const directory = mkdtempSync(join(tmpdir(), 'store-'));
  const db = new Database(directory, { exclusive: true });
  before(() => {
    for (let talk = 0; talk < TALKS; talk += 1) {
      db.transaction(() => {
        for (let line = 0; line < LINES; line += 1) {
          db.run(
            'INSERT INTO messages (id, conversation_id, seq, search, doc) VALUES (?, ?, ?, ?, ?)',
            `${talk}-${line}`,
            `talk-${talk}`,
            line,
            `สั่งของแล้วไม่ได้ ${talk} ${(line * 7_919) ** 3} ${(talk * 104_729) ** 3}`,
            '{}',
          );
        }
      });
    }
  });
  after(() => {
    db.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const drop = (talk: string) => db.run('DELETE FROM messages WHERE conversation_id = ?', talk);
  const blocks = () => Number(db.get('SELECT count(*) AS n FROM message_search_data')?.['n']);
  const found = (text: string) =>
    Number(
      db.get(
        'SELECT count(*) AS n FROM message_search WHERE message_search MATCH ?',
        `"${text}"`,
      )?.['n'],
    );

  it('joins none of its parts while a talk is erased, and is as before afterwards', () => {
    const before = blocks();
    db.transaction(() => dropUntidied(db, () => drop('talk-1')));
    expect(blocks()).to.be.at.least(before);
    expect(found('สั่งของแล้ว')).to.equal((TALKS - 1) * LINES);
    const config = db.get(`SELECT v FROM message_search_config WHERE k = 'automerge'`);
    expect(config).to.include({ v: 4 });
  });

  it('is as before when the erasure is taken back', () => {
    const failing = () =>
      db.transaction(() =>
        dropUntidied(db, () => {
          drop('talk-2');
          throw new Error('taken back');
        }),
      );
    expect(failing).to.throw('taken back');
    expect(found('สั่งของแล้ว')).to.equal((TALKS - 1) * LINES);
    const config = db.get(`SELECT v FROM message_search_config WHERE k = 'automerge'`);
    expect(config?.['v'] ?? 4).to.equal(4);
  });

  it('is tidied in steps that come to an end', () => {
    for (let talk = 3; talk < TALKS - 1; talk += 1) {
      db.transaction(() => dropUntidied(db, () => drop(`talk-${talk}`)));
    }
    const before = blocks();
    let steps = 0;
    while (db.transaction(() => tidy(db)) && steps < 1_000) steps += 1;
    expect(steps).to.be.within(1, 999);
    expect(blocks()).to.be.below(before);
    expect(found('สั่งของแล้ว')).to.equal(3 * LINES);
  });
});
