import type { ClientSession } from 'mongoose';
import type { Opinion, OpinionFigures, OpinionsBy } from '../../domain/opinion.ts';
import type { Models } from './models.ts';

interface Counted {
  readonly _id: string;
  readonly ratings: OpinionFigures['ratings'];
  readonly solved: number;
  readonly unsolved: number;
}

export class MongoOpinions {
  readonly #opinions: Models['opinions'];

  constructor(models: Models) {
    this.#opinions = models.opinions;
  }

  /** Part of a commit. */
  async put(opinions: readonly Opinion[], session: ClientSession): Promise<void> {
    for (const doc of opinions) {
      const row = { reference: doc.reference, doc };
      await this.#opinions.updateOne({ _id: doc.id }, { $set: row }, { upsert: true, session });
    }
  }

  async of(reference: string): Promise<Opinion[]> {
    const rows = await this.#opinions.find({ reference }).lean();
    return rows.map(({ doc }) => doc).sort((a, b) => a.closedAt - b.closedAt);
  }

  async figures(by: OpinionsBy): Promise<OpinionFigures[]> {
    const sum = (field: string, value: string | number) => ({
      $sum: { $cond: [{ $eq: [`$doc.${field}`, value] }, 1, 0] },
    });
    const rows = await this.#opinions.aggregate<Counted & Record<string, number>>([
      {
        $group: {
          _id: `$doc.${by}`,
          r1: sum('rating', 1),
          r2: sum('rating', 2),
          r3: sum('rating', 3),
          r4: sum('rating', 4),
          r5: sum('rating', 5),
          solved: sum('solved', 'yes'),
          unsolved: sum('solved', 'no'),
        },
      },
      { $set: { ratings: ['$r1', '$r2', '$r3', '$r4', '$r5'] } },
      { $sort: { _id: 1 } },
    ]);
    return rows.map(({ _id, ratings, solved, unsolved }) => ({
      key: _id,
      ratings,
      solved,
      unsolved,
    }));
  }
}
