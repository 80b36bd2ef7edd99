/** What is known of the entry that was found first. */
export interface Evidence {
  /** Shares of the first and the second entry, 0 to 1. */
  readonly best: number;
  readonly second: number;
  /** Share of what no entry answers; null when nothing of it was trained. */
  readonly stranger: number | null;
  /** Share of the text's 3-grams that the training texts know. */
  readonly familiarity: number;
}

/** From here on an entry answers; below, it is offered beside others. */
export const SURE = 0.5;
/** From here on entries are worth offering; below, the bot says that it does not know. */
export const NEAR = 0.12;

/** Share of known 3-grams below which a text is about something else, where no strangers were trained. */
const OUR_SUBJECT = 0.65;

/**
 * How likely it is, 0 to 1, that the first entry answers the text: whether it is our subject and
 * whether the entry stands out, in one number. The weights are a logistic regression over the
 * cross-validated phrasings of all entries and `knowledge/uncovered.yml`.
 */
export function sureness({ best, second, stranger, familiarity }: Evidence): number {
  if (stranger === null) return familiarity < OUR_SUBJECT ? 0 : best;
  const log = (share: number) => Math.log(share + 1e-4);
  const odds = 0.43 * log(best) + 0.31 * (log(best) - log(second)) - 0.21 * log(stranger) - 1.46;
  return 1 / (1 + Math.exp(-odds));
}
