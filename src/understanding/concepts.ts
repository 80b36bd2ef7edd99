/** Words that mean the same to us: whoever buys, orders or books does one thing. */
export interface Concept {
  readonly name: string;
  /** Folded; a Latin word begins with a space, so that it is found at the beginning of words only. */
  readonly signs: readonly string[];
}

/** A sign of a concept as it is looked for. */
export function signOf(folded: string): string {
  return /^[a-z0-9]/.test(folded) ? ` ${folded}` : folded;
}

/** The concepts that a folded text speaks of, each once. */
export function conceptsIn(folded: string, concepts: readonly Concept[]): string[] {
  const text = ` ${folded} `;
  return concepts
    .filter(({ signs }) => signs.some((sign) => text.includes(sign)))
    .map(({ name }) => name);
}
