import type { Opinion, OpinionFigures, OpinionsBy } from '../../domain/opinion.ts';
import type { Database } from './database.ts';

export class SqliteOpinions {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Part of a commit. */
  put(opinion: Opinion): void {
    this.#db.run(
      `INSERT INTO opinions (id, reference, agent, type, month, rating, solved, doc)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET rating = excluded.rating, solved = excluded.solved,
         doc = excluded.doc`,
      opinion.id,
      opinion.reference,
      opinion.agent,
      opinion.type,
      opinion.month,
      opinion.rating,
      opinion.solved,
      JSON.stringify(opinion),
    );
  }

  of(reference: string): Opinion[] {
    return this.#db
      .all('SELECT doc FROM opinions WHERE reference = ?', reference)
      .map((row) => JSON.parse(String(row['doc'])) as Opinion)
      .sort((a, b) => a.closedAt - b.closedAt);
  }

  figures(by: OpinionsBy): OpinionFigures[] {
    const rows = this.#db.all(
      `SELECT ${by} AS key, sum(rating = 1) AS r1, sum(rating = 2) AS r2, sum(rating = 3) AS r3,
         sum(rating = 4) AS r4, sum(rating = 5) AS r5,
         sum(solved = 'yes') AS solved, sum(solved = 'no') AS unsolved
       FROM opinions GROUP BY ${by} ORDER BY ${by}`,
    );
    return rows.map((row) => {
      const count = (name: string) => Number(row[name] ?? 0);
      return {
        key: String(row['key']),
        ratings: [count('r1'), count('r2'), count('r3'), count('r4'), count('r5')],
        solved: count('solved'),
        unsolved: count('unsolved'),
      };
    });
  }
}
