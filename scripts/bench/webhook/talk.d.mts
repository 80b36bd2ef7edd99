interface Said {
  readonly text: string;
  readonly answer: string;
  readonly last: boolean;
}

export const words: Readonly<Record<string, string>>;
export const SCENARIOS: Readonly<Record<'echo' | 'dialog', (person: number, turn: number) => Said>>;
export function echoedNumbers(text: string): number[];
