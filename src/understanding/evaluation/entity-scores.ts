/** A fact as type and value, with the text that it stands in. */
export interface ReadFact {
  readonly type: string;
  readonly value: string;
}

export interface EntityScore {
  readonly type: string;
  readonly expected: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Compares what was read with what stands in each text; `all` counts over all types. */
export function scoreEntities(
  texts: readonly { readonly expected: readonly ReadFact[]; readonly read: readonly ReadFact[] }[],
): { readonly all: EntityScore; readonly types: readonly EntityScore[] } {
  const tallies = new Map<string, { right: number; expected: number; read: number }>();
  const tallyOf = (type: string) => {
    const tally = tallies.get(type) ?? { right: 0, expected: 0, read: 0 };
    tallies.set(type, tally);
    return tally;
  };
  for (const { expected, read } of texts) {
    const open = [...expected];
    for (const fact of expected) tallyOf(fact.type).expected += 1;
    for (const fact of read) {
      const tally = tallyOf(fact.type);
      tally.read += 1;
      const at = open.findIndex(({ type, value }) => type === fact.type && value === fact.value);
      if (at < 0) continue;
      open.splice(at, 1);
      tally.right += 1;
    }
  }
  const sum = { right: 0, expected: 0, read: 0 };
  for (const { right, expected, read } of tallies.values()) {
    sum.right += right;
    sum.expected += expected;
    sum.read += read;
  }
  const types = [...tallies].sort(([a], [b]) => a.localeCompare(b));
  return { all: scoreOf('all', sum), types: types.map(([type, tally]) => scoreOf(type, tally)) };
}

function scoreOf(
  type: string,
  { right, expected, read }: { right: number; expected: number; read: number },
): EntityScore {
  return {
    type,
    expected,
    precision: read === 0 ? 1 : right / read,
    recall: expected === 0 ? 1 : right / expected,
    f1: expected + read === 0 ? 1 : (2 * right) / (expected + read),
  };
}
