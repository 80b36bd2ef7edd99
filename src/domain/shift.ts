import type { Instant, StaffId } from './ids.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const DAY = DAY_MINUTES * MINUTE;
/** Thailand's clock is seven hours ahead of UTC all the year. */
const BANGKOK_MS = 7 * 60 * MINUTE;

/** A shift that comes again every week, by the clock in Thailand. */
export interface Shift {
  readonly id: string;
  readonly name: string;
  /** On which days it begins: 0 Sunday … 6 Saturday. */
  readonly days: readonly number[];
  /** `HH:MM`. */
  readonly from: string;
  /** `HH:MM`; not later than `from`: on the day after. */
  readonly to: string;
  readonly members: readonly StaffId[];
}

/** One time that a shift takes place. */
export interface ShiftTime {
  readonly shift: Shift;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** Which shifts are on at a moment, the one that began first first. */
export function shiftsAt(shifts: readonly Shift[], now: Instant): readonly ShiftTime[] {
  return times(shifts, now).filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
}

/** The shift that begins next, after this moment; null: there is none. */
export function nextShift(shifts: readonly Shift[], now: Instant): ShiftTime | null {
  return times(shifts, now).find(({ startsAt }) => startsAt > now) ?? null;
}

/** The shift that a member is on; null: none. */
export function shiftOf(shifts: readonly Shift[], member: StaffId, now: Instant): ShiftTime | null {
  return shiftsAt(shifts, now).find(({ shift }) => shift.members.includes(member)) ?? null;
}

/** Minutes since midnight. */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The day (0 Sunday … 6 Saturday) and the number of days since 1970, by the clock in Thailand. */
export function dayInBangkok(at: Instant): { readonly weekday: number; readonly number: number } {
  const number = Math.floor((at + BANGKOK_MS) / DAY);
  // 1 January 1970 was a Thursday.
  return { weekday: (((number + 4) % 7) + 7) % 7, number };
}

/** When a day, as `dayInBangkok` numbers it, begins. */
export function startOfDay(number: number): Instant {
  return number * DAY - BANGKOK_MS;
}

/** `HH:MM` by the clock in Thailand. */
export function clockInBangkok(at: Instant): string {
  const minutes = Math.floor((at + BANGKOK_MS) / MINUTE) % DAY_MINUTES;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** From yesterday's to those a week from now, in the order of their beginning. */
function times(shifts: readonly Shift[], now: Instant): ShiftTime[] {
  const today = dayInBangkok(now).number;
  const found = shifts.flatMap((shift) => {
    const from = minutesOf(shift.from);
    const length = (minutesOf(shift.to) - from + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
    return Array.from({ length: 9 }, (_, index) => today - 1 + index).flatMap((number) => {
      const startsAt = startOfDay(number) + from * MINUTE;
      if (!shift.days.includes(dayInBangkok(startsAt).weekday)) return [];
      return [{ shift, startsAt, endsAt: startsAt + length * MINUTE }];
    });
  });
  return found.toSorted((a, b) => a.startsAt - b.startsAt);
}
