import type { Case } from '../../domain/case.ts';
import { caseKeys } from '../../domain/party-key.ts';
import { caseSearchText } from '../../domain/search-text.ts';
import type { Database } from './database.ts';

const AT_ONCE = 500;

/** Part of a transaction. */
export function putCaseKeys(db: Database, record: Case): void {
  const { reference, createdAt } = record;
  const keys = JSON.stringify(caseKeys(record));
  db.run(
    `DELETE FROM case_keys WHERE reference = ? AND key NOT IN (SELECT value FROM json_each(?))`,
    reference,
    keys,
  );
  db.run(
    `INSERT INTO case_keys (key, created_at, reference) SELECT value, ?, ? FROM json_each(?)
     WHERE true ON CONFLICT DO NOTHING`,
    createdAt,
    reference,
    keys,
  );
}

/** Gives cases from before there were keys theirs. */
export function keyOldCases(db: Database): void {
  for (;;) {
    const rows = db.all(`SELECT doc FROM cases WHERE keyed = 0 LIMIT ${AT_ONCE}`);
    if (rows.length === 0) return;
    db.transaction(() => {
      for (const row of rows) {
        const record = JSON.parse(String(row['doc'])) as Case;
        putCaseKeys(db, record);
        db.run(
          'UPDATE cases SET keyed = 1, search = ? WHERE reference = ?',
          caseSearchText(record),
          record.reference,
        );
      }
    });
  }
}
