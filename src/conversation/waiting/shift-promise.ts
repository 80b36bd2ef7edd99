import type { Language } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import { presenceAt } from '../../domain/presence.ts';
import { clockInBangkok, dayInBangkok, nextShift, shiftsAt } from '../../domain/shift.ts';
import type { DutyStore } from '../../ports.ts';

const DAYS: Readonly<Record<Language, readonly string[]>> = {
  th: ['อาทิตย์', 'จันทร์', 'อังคาร', 'พุธ', 'พฤหัสบดี', 'ศุกร์', 'เสาร์'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

/**
 * When somebody will be there, in words for the person who waits. Null while somebody is there or
 * should be, and where no shifts are set.
 */
export async function whenSomebodyComes(
  store: Pick<DutyStore, 'deskSetup' | 'presences'>,
  language: Language,
  now: Instant,
): Promise<string | null> {
  const { shifts } = await store.deskSetup();
  if (shifts.length === 0 || shiftsAt(shifts, now).length > 0) return null;
  const presences = await store.presences();
  if (presences.some((presence) => presenceAt(presence, now) !== 'away')) return null;
  const next = nextShift(shifts, now);
  return next === null ? null : inWords(next.startsAt, language, now);
}

function inWords(at: Instant, language: Language, now: Instant): string {
  const clock = clockInBangkok(at);
  const { weekday, number } = dayInBangkok(at);
  const day = DAYS[language][weekday] ?? '';
  const days = number - dayInBangkok(now).number;
  if (language === 'th') {
    if (days === 0) return `วันนี้ ${clock} น.`;
    return days === 1 ? `พรุ่งนี้ ${clock} น.` : `วัน${day} ${clock} น.`;
  }
  if (days === 0) return `today at ${clock}`;
  return days === 1 ? `tomorrow at ${clock}` : `on ${day} at ${clock}`;
}
