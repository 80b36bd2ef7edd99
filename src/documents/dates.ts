import type { Instant } from '../domain/ids.ts';
import type { Language } from '../domain/conversation.ts';

/** Day and time in the Buddhist era, long enough to be read aloud; English names the era. */
export function dateIn(language: Language, timeZone: string): (at: Instant) => string {
  const locale = language === 'en' ? 'en-GB-u-ca-buddhist-nu-latn' : 'th-TH-u-ca-buddhist-nu-latn';
  const day = new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const clock = time.format(at);
    return language === 'en' ? `${day.format(at)}, ${clock}` : `${day.format(at)} เวลา ${clock} น.`;
  };
}
