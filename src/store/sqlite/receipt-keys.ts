import type { PublicReceiptKey, ReceiptKey } from '../../domain/receipt.ts';
import type { Database } from './database.ts';

export class SqliteReceiptKeys {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  signing(): ReceiptKey | null {
    const row = this.#db.get('SELECT id, made_at, pem, private_pem FROM receipt_signing');
    return row === undefined ? null : { ...publicKey(row), privatePem: String(row['private_pem']) };
  }

  all(): PublicReceiptKey[] {
    return this.#db
      .all('SELECT id, made_at, pem FROM receipt_keys ORDER BY made_at, id')
      .map(publicKey);
  }

  /** Part of a write, before which nobody else's can come. */
  addFirst(key: ReceiptKey): boolean {
    if (this.all().length > 0 || this.signing() !== null) return false;
    this.put(key);
    return true;
  }

  put({ id, pem, madeAt, privatePem }: ReceiptKey): void {
    this.#db.run(
      `INSERT INTO receipt_signing (slot, id, made_at, pem, private_pem) VALUES (1, ?, ?, ?, ?)
       ON CONFLICT (slot) DO UPDATE SET id = excluded.id, made_at = excluded.made_at,
         pem = excluded.pem, private_pem = excluded.private_pem`,
      id,
      madeAt,
      pem,
      privatePem,
    );
    this.#db.run(
      'INSERT INTO receipt_keys (id, made_at, pem) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
      id,
      madeAt,
      pem,
    );
  }
}

function publicKey(row: Record<string, unknown>): PublicReceiptKey {
  return { id: String(row['id']), pem: String(row['pem']), madeAt: Number(row['made_at']) };
}
