import { DEFAULT_SETUP, type DeskSetup } from '../../domain/desk-setup.ts';
import { staffId, type Instant, type StaffId } from '../../domain/ids.ts';
import { newPresence, type Presence } from '../../domain/presence.ts';
import type { Database } from './database.ts';

/** Presences and the desk's setup. `seen_at` stands beside the record: it changes without a version. */
export class SqliteDuty {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  setup(): DeskSetup {
    const row = this.#db.get('SELECT doc FROM desk_setup WHERE id = 1');
    if (row === undefined) return DEFAULT_SETUP;
    return { ...DEFAULT_SETUP, ...(JSON.parse(String(row['doc'])) as DeskSetup) };
  }

  /**
   * Part of a commit.
   * @returns false when it has changed since `expectedVersion`
   */
  putSetup(expectedVersion: number, next: DeskSetup): boolean {
    if (this.setup().version !== expectedVersion) return false;
    this.#db.run(
      `INSERT INTO desk_setup (id, doc) VALUES (1, ?)
       ON CONFLICT (id) DO UPDATE SET doc = excluded.doc`,
      JSON.stringify(next),
    );
    return true;
  }

  presences(): Presence[] {
    return this.#db.all('SELECT seen_at, doc FROM presences ORDER BY staff_id').map((row) => ({
      ...(JSON.parse(String(row['doc'])) as Presence),
      seenAt: Number(row['seen_at']),
    }));
  }

  /**
   * Part of a commit.
   * @returns false when it has changed since `expectedVersion`
   */
  putPresence(expectedVersion: number, next: Presence): boolean {
    const row = this.#db.get('SELECT version FROM presences WHERE staff_id = ?', next.staffId);
    if (Number(row?.['version'] ?? 0) !== expectedVersion) return false;
    this.#db.run(
      `INSERT INTO presences (staff_id, version, seen_at, doc) VALUES (?, ?, ?, ?)
       ON CONFLICT (staff_id) DO UPDATE SET version = excluded.version, doc = excluded.doc,
         seen_at = max(seen_at, excluded.seen_at)`,
      next.staffId,
      next.version,
      next.seenAt,
      JSON.stringify(next),
    );
    return true;
  }

  seen(id: StaffId, at: Instant): void {
    this.#db.run(
      `INSERT INTO presences (staff_id, version, seen_at, doc) VALUES (?, 0, ?, ?)
       ON CONFLICT (staff_id) DO UPDATE SET seen_at = max(seen_at, excluded.seen_at)`,
      id,
      at,
      JSON.stringify(newPresence(id)),
    );
  }

  loads(): Map<StaffId, number> {
    const rows = this.#db.all(
      `SELECT staff_id, count(*) AS n FROM conversations
       WHERE staff_id IS NOT NULL AND resolved = 0 GROUP BY staff_id`,
    );
    return new Map(rows.map((row) => [staffId(String(row['staff_id'])), Number(row['n'])]));
  }
}
