import { useTranslation } from 'react-i18next';
import type { ConversationView } from '../shapes.ts';

/** What to call a person whose name Facebook may not have given. */
export function useName({ name, psid }: Pick<ConversationView, 'name' | 'psid'>): string {
  const { t } = useTranslation();
  return name ?? t('list.no_name', { end: psid.slice(-4) });
}
