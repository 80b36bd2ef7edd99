import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { serverNow } from '../../http/web/call.ts';
import type { ConversationView } from '../shapes.ts';

const MINUTE = 60_000;

/** The server's time, looked at twice a minute. */
export function useNow(): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), MINUTE / 2);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** How long something lasts, in the two largest units that matter. */
export function inWords(t: TFunction, ms: number): string {
  const minutes = Math.floor(ms / MINUTE);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) return t('duration.now');
  if (hours < 1) return t('duration.minutes', { count: minutes });
  if (hours < 24) return t('duration.hours', { hours, minutes: minutes % 60 });
  return t('duration.days', { days: Math.floor(hours / 24), hours: hours % 24 });
}

export type Window =
  | {
      readonly status: 'free' | 'person';
      readonly until: string;
      readonly leftMs: number;
      /** Until when a person may still answer afterwards; null: nobody may. */
      readonly thenAsPersonUntil: string | null;
    }
  | { readonly status: 'closed' | 'never' };

/** Whether Messenger lets an answer through now, and until when. */
export function windowAt(window: ConversationView['window'], now: number): Window {
  const { freeUntil, asPersonUntil } = window;
  if (freeUntil === null) return { status: 'never' };
  const left = (until: string) => Date.parse(until) - now;
  if (left(freeUntil) > 0) {
    const leftMs = left(freeUntil);
    return { status: 'free', until: freeUntil, leftMs, thenAsPersonUntil: asPersonUntil };
  }
  if (asPersonUntil !== null && left(asPersonUntil) > 0) {
    const leftMs = left(asPersonUntil);
    return { status: 'person', until: asPersonUntil, leftMs, thenAsPersonUntil: null };
  }
  return { status: 'closed' };
}
