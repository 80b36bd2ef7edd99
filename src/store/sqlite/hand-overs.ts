import type { HandOver } from '../../domain/hand-over.ts';
import { conversationId, type Instant, type StaffId } from '../../domain/ids.ts';
import type { Database } from './database.ts';

/** Notes for the next shift. Whose conversations they name stands apart, so that erasing finds it. */
export class SqliteHandOvers {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Part of a commit. */
  put({ conversations, ...note }: HandOver): void {
    this.#db.run(
      'INSERT INTO hand_overs (id, at, doc) VALUES (?, ?, ?)',
      note.id,
      note.at,
      JSON.stringify(note),
    );
    for (const id of conversations) {
      this.#db.run(
        'INSERT INTO hand_over_items (hand_over_id, conversation_id) VALUES (?, ?)',
        note.id,
        id,
      );
    }
  }

  since(at: Instant): HandOver[] {
    return this.#db
      .all('SELECT doc FROM hand_overs WHERE at >= ? ORDER BY at DESC, id DESC', at)
      .map((row) => {
        const note = JSON.parse(String(row['doc'])) as Omit<HandOver, 'conversations'>;
        const items = this.#db.all(
          'SELECT conversation_id FROM hand_over_items WHERE hand_over_id = ? ORDER BY rowid',
          note.id,
        );
        const conversations = items.map((item) => conversationId(String(item['conversation_id'])));
        return { ...note, conversations };
      });
  }

  read(id: string, by: StaffId): boolean {
    const row = this.#db.get('SELECT doc FROM hand_overs WHERE id = ?', id);
    if (row === undefined) return false;
    const note = JSON.parse(String(row['doc'])) as HandOver;
    const readBy = [...note.readBy.filter((one) => one !== by), by];
    this.#db.run(
      'UPDATE hand_overs SET doc = ? WHERE id = ?',
      JSON.stringify({ ...note, readBy }),
      id,
    );
    return true;
  }
}
