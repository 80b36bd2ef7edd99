import type { TFunction } from 'i18next';
import { PAGE_INBOX_APP_ID } from '../../domain/thread-holder.ts';

/** Which app that is, in words; null: Facebook has not said it. */
export function appName(t: TFunction, appId: string | null): string {
  if (appId === null) return t('app.unknown');
  return appId === PAGE_INBOX_APP_ID ? t('app.inbox') : t('app.other', { id: appId });
}
