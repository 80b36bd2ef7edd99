import { useTranslation } from 'react-i18next';

/** A time in minutes as people say it; a dash where there is none. */
export function useMinutes(): (ms: number | null | undefined) => string {
  const { t, i18n } = useTranslation();
  return (ms) => {
    if (ms === null || ms === undefined) return '–';
    const number = (ms / 60_000).toLocaleString(i18n.language, { maximumFractionDigits: 1 });
    return t('supervisor.minutes', { number });
  };
}
