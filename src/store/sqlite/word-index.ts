import type { Database } from './database.ts';

const INDEXES = ['message_search', 'conversation_search', 'case_search'] as const;
/** FTS5's own number: so many parts of one size are joined with the next write. */
const MERGED = 4;
/** Pages that one step joins; a page takes a fraction of a millisecond. */
const STEP_PAGES = 16;

/**
 * Drops texts from the indexes of words and leaves their tidying to `tidy`. FTS5 joins its parts while
 * it drops, for each 64 texts some hundred pages: on a long store, a second for one long talk.
 */
export function dropUntidied(db: Database, drop: () => void): void {
  set(db, 0);
  drop();
  // Has FTS5 write what it has been told while it may not tidy.
  db.savepoint(() => undefined);
  set(db, MERGED);
}

/**
 * One small step of joining parts, so that what was dropped leaves the indexes.
 * @returns false when nothing is left to do
 */
export function tidy(db: Database): boolean {
  const changes = () => Number(db.get('SELECT total_changes() AS n')?.['n']);
  return INDEXES.some((index) => {
    const before = changes();
    db.run(`INSERT INTO ${index} (${index}, rank) VALUES ('merge', ${STEP_PAGES})`);
    // The command itself counts as one. https://www.sqlite.org/fts5.html#the_merge_command
    return changes() - before >= 2;
  });
}

function set(db: Database, merged: number): void {
  for (const index of INDEXES) {
    db.run(`INSERT INTO ${index} (${index}, rank) VALUES ('automerge', ${merged})`);
  }
}
