interface Spread {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

export interface Setting {
  readonly system: string;
  readonly load: 'closed' | 'sustained';
  readonly scenario: 'echo' | 'dialog';
  readonly delayMs: number;
  readonly people: number;
}

export interface Row extends Setting {
  readonly events: number;
  readonly perSecond: number;
  readonly ack: Spread;
  readonly reply: Spread;
  readonly cpuMs: number | null;
  readonly residentMb: number;
  /** Processors that were busy with something else, e.g. 0.5: half of one. */
  readonly others: number;
  readonly wrong: number;
  readonly lost: number;
  readonly joined: number;
}

export interface Load {
  readonly results: readonly {
    readonly ack: number | null;
    readonly reply: number | null;
    readonly wrong: boolean;
  }[];
  readonly elapsedMs: number;
  readonly cpuMs: number;
  readonly residentMb: number;
  readonly others: number;
  readonly tookMs?: number;
  readonly replies?: number;
}

export function quantile(values: readonly number[], share: number): number | null;
export function rowOf(setting: Setting, load: Load): Row;
