import { conversationId, staffId } from '../../domain/ids.ts';
import type { ConversationId, Instant, StaffId } from '../../domain/ids.ts';
import { looksDifferent, type Viewer } from '../../domain/viewer.ts';
import type { Database } from './database.ts';

export class SqliteViewers {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  put(viewer: Viewer, now: Instant): boolean {
    const { conversationId: conversation, staffId: staff, name, until, typingUntil } = viewer;
    const row = this.#db.get(
      'SELECT * FROM viewers WHERE conversation_id = ? AND staff_id = ?',
      conversation,
      staff,
    );
    this.#db.run(
      `INSERT INTO viewers (conversation_id, staff_id, name, until, typing_until)
       VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (conversation_id, staff_id) DO UPDATE SET
         name = excluded.name, until = excluded.until, typing_until = excluded.typing_until`,
      conversation,
      staff,
      name,
      until,
      typingUntil,
    );
    return looksDifferent(row === undefined ? null : viewerOf(row), viewer, now);
  }

  drop(conversation: ConversationId, staff: StaffId, now: Instant): boolean {
    const row = this.#db.get(
      'DELETE FROM viewers WHERE conversation_id = ? AND staff_id = ? RETURNING until',
      conversation,
      staff,
    );
    return row !== undefined && Number(row['until']) > now;
  }

  all(conversation: ConversationId | null, now: Instant): Viewer[] {
    return this.#db
      .all(
        `SELECT * FROM viewers
         WHERE until > ?1 AND (?2 IS NULL OR conversation_id = ?2) ORDER BY name, staff_id`,
        now,
        conversation,
      )
      .map(viewerOf);
  }
}

function viewerOf(row: Readonly<Record<string, unknown>>): Viewer {
  const typing = row['typing_until'];
  return {
    conversationId: conversationId(String(row['conversation_id'])),
    staffId: staffId(String(row['staff_id'])),
    name: String(row['name']),
    until: Number(row['until']),
    typingUntil: typing === null ? null : Number(typing),
  };
}
