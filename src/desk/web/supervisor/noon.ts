/** A moment of a day that the figures name, such as `2026-11-26`: its noon in Thailand. */
export function noonOf(day: string): string {
  return `${day}T12:00:00+07:00`;
}
