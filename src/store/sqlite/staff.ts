import type { Instant, StaffId } from '../../domain/ids.ts';
import type { SecondFactor, Session, Staff } from '../../domain/staff.ts';
import type { Database } from './database.ts';

export class SqliteStaff {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(staff: Staff): 'added' | 'taken' {
    const added = this.#db.run(
      'INSERT INTO staff (id, username, doc) VALUES (?, ?, ?) ON CONFLICT (username) DO NOTHING',
      staff.id,
      staff.username,
      JSON.stringify(staff),
    );
    return added > 0 ? 'added' : 'taken';
  }

  byUsername(username: string): Staff | null {
    return parse<Staff>(this.#db.get('SELECT doc FROM staff WHERE username = ?', username));
  }

  byId(id: StaffId): Staff | null {
    return parse<Staff>(this.#db.get('SELECT doc FROM staff WHERE id = ?', id));
  }

  list(): Staff[] {
    return this.#db
      .all('SELECT doc FROM staff ORDER BY username')
      .map((row) => JSON.parse(String(row['doc'])) as Staff);
  }

  /** Part of a transaction. */
  update(id: StaffId, change: Partial<Staff>): boolean {
    const staff = this.byId(id);
    if (staff === null) return false;
    this.#db.run(
      'UPDATE staff SET doc = ? WHERE id = ?',
      JSON.stringify({ ...staff, ...change }),
      id,
    );
    this.#db.run('DELETE FROM sessions WHERE staff_id = ?', id);
    return true;
  }

  /** Part of a transaction. */
  spendCode(id: StaffId, step: number): boolean {
    const factor = this.byId(id)?.secondFactor ?? null;
    if (factor === null || step <= factor.lastStep) return false;
    this.#setFactor(id, { ...factor, lastStep: step });
    return true;
  }

  /** Part of a transaction. */
  spendRecoveryCode(id: StaffId, hash: string): boolean {
    const factor = this.byId(id)?.secondFactor ?? null;
    if (factor?.recoveryHashes.includes(hash) !== true) return false;
    const recoveryHashes = factor.recoveryHashes.filter((one) => one !== hash);
    this.#setFactor(id, { ...factor, recoveryHashes });
    return true;
  }

  #setFactor(id: StaffId, factor: SecondFactor): void {
    this.#db.run(
      "UPDATE staff SET doc = json_set(doc, '$.secondFactor', json(?)) WHERE id = ?",
      JSON.stringify(factor),
      id,
    );
  }

  sessionsOf(id: StaffId, now: Instant): Session[] {
    return this.#db
      .all('SELECT doc FROM sessions WHERE staff_id = ? AND expires_at > ?', id, now)
      .map((row) => JSON.parse(String(row['doc'])) as Session)
      .sort((a, b) => b.createdAt - a.createdAt);
  }

  addSession(session: Session): void {
    this.#db.run(
      'INSERT INTO sessions (token_hash, staff_id, expires_at, doc) VALUES (?, ?, ?, ?)',
      session.tokenHash,
      session.staffId,
      session.expiresAt,
      JSON.stringify(session),
    );
  }

  session(tokenHash: string): Session | null {
    return parse<Session>(this.#db.get('SELECT doc FROM sessions WHERE token_hash = ?', tokenHash));
  }

  endSession(tokenHash: string): void {
    this.#db.run('DELETE FROM sessions WHERE token_hash = ?', tokenHash);
  }
}

function parse<Item>(row: Record<string, unknown> | undefined): Item | null {
  return row === undefined ? null : (JSON.parse(String(row['doc'])) as Item);
}
