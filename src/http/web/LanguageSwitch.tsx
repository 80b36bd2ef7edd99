import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const CHOICES = [
  { value: 'th', label: 'ไทย' },
  { value: 'en', label: 'EN' },
];

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      data={CHOICES}
      value={i18n.language}
      onChange={(language) => void i18n.changeLanguage(language)}
      aria-label={t('language')}
    />
  );
}
