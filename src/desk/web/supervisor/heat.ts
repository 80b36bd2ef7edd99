const LEVELS = 4;

/** How strong a number's colour is, from 1 to 4 for the highest of the table; 0: there is none. */
export function levelOf(count: number, most: number): number {
  return count === 0 ? 0 : Math.ceil((count / most) * LEVELS);
}

/** The hours in which most came; none when nothing came at all. */
export function busiestHours(hours: readonly number[]): readonly number[] {
  const most = Math.max(...hours);
  return most === 0 ? [] : hours.flatMap((count, hour) => (count === most ? [hour] : []));
}
