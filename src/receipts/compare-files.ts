interface Print {
  readonly sha256: string;
  readonly bytes: number;
}

export interface FileComparison {
  /** Names of files that the receipt has, by the number of the file in it, from 1. */
  readonly present: readonly { readonly number: number; readonly name: string }[];
  /** Numbers of files that are in the receipt and not here. */
  readonly missing: readonly number[];
  /** Files that are here and not in the receipt: others, or changed since. */
  readonly unknown: readonly string[];
}

export function compareFiles(
  expected: readonly Print[],
  found: ReadonlyMap<string, Print>,
): FileComparison {
  const same = (a: Print, b: Print) => a.sha256 === b.sha256 && a.bytes === b.bytes;
  const present = expected.flatMap((print, index) => {
    const match = [...found].find(([, one]) => same(one, print));
    return match === undefined ? [] : [{ number: index + 1, name: match[0] }];
  });
  const numbers = new Set(present.map(({ number }) => number));
  return {
    present,
    missing: expected.map((_print, index) => index + 1).filter((number) => !numbers.has(number)),
    unknown: [...found].flatMap(([name, one]) =>
      expected.some((print) => same(one, print)) ? [] : [name],
    ),
  };
}
