import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settingsAnswer } from '../session-shapes.ts';
import { call } from './call.ts';

const DEFAULT_ZONE = 'Asia/Bangkok';
let asked: Promise<string> | null = null;

function zone(): Promise<string> {
  asked ??= call(settingsAnswer, '/settings').then(
    ({ timeZone }) => timeZone,
    () => {
      asked = null;
      return DEFAULT_ZONE;
    },
  );
  return asked;
}

export interface Dates {
  /** Day and time. */
  readonly full: (iso: string) => string;
  readonly day: (iso: string) => string;
  /** Day and month, where the year is plain. */
  readonly short: (iso: string) => string;
  readonly time: (iso: string) => string;
}

/** Dates in the Buddhist era and in the time zone of the installation. */
export function useDates(): Dates {
  const { i18n } = useTranslation();
  const [timeZone, setTimeZone] = useState(DEFAULT_ZONE);
  useEffect(() => {
    void zone().then(setTimeZone);
  }, []);
  return useMemo(() => makeDates(i18n.language, timeZone), [i18n.language, timeZone]);
}

const made = new Map<string, Dates>();

/** The same for the same language and zone: a formatter is dear, and a thread has a thousand lines. */
export function makeDates(language: string, timeZone: string): Dates {
  const key = `${language} ${timeZone}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  // English names the era ("BE"), since a bare 2568 would puzzle its readers.
  const locale = language === 'en' ? 'en-GB-u-ca-buddhist-nu-latn' : 'th-TH-u-ca-buddhist-nu-latn';
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (iso: string) => formatter.format(new Date(iso));
  };
  const day = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const short = format({ day: 'numeric', month: 'short' });
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const dates = { day, short, time, full: (iso: string) => `${day(iso)} ${time(iso)}` };
  made.set(key, dates);
  return dates;
}
