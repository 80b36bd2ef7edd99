import type { OverTime } from '../../figures/desk-figure-shapes.ts';

/** More colours than these nobody tells apart. */
const NAMED = 5;

/**
 * The most frequent types of the whole time, and for each day, also one without cases, how many there
 * were of each of them and of all `others`.
 */
export function typesByDay({
  days,
  types,
  typesByDay: counted,
}: Pick<OverTime, 'days' | 'types' | 'typesByDay'>): {
  readonly named: readonly string[];
  readonly days: readonly {
    readonly day: string;
    readonly counts: Readonly<Record<string, number>>;
  }[];
} {
  const named = types.slice(0, NAMED).map(({ type }) => type);
  const rows = new Map(
    days.map(({ day }) => [day, Object.fromEntries([...named, 'others'].map((key) => [key, 0]))]),
  );
  for (const { day, type, count } of counted) {
    const row = rows.get(day);
    const key = named.includes(type) ? type : 'others';
    if (row !== undefined) row[key] = (row[key] ?? 0) + count;
  }
  return { named, days: [...rows].map(([day, counts]) => ({ day, counts })) };
}
