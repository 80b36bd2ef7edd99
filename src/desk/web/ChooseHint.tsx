import { Stack, Text } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** What stands in the thread's place until one is chosen. */
export function ChooseHint() {
  const { t } = useTranslation();
  return (
    <Stack align="center" justify="center" gap={4} flex={1} p="lg">
      <IconMessages size={40} stroke={1.2} aria-hidden />
      <Text>{t('choose')}</Text>
      <Text size="sm" c="dimmed">
        {t('choose_hint')}
      </Text>
    </Stack>
  );
}
