import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useViewers } from './viewers.ts';

/** Which colleagues look at this conversation or type in it now. */
export function Viewers({ conversation }: { conversation: string }) {
  const { t } = useTranslation();
  const viewers = useViewers(conversation);
  const names = (typing: boolean) =>
    viewers
      .filter((viewer) => viewer.typing === typing)
      .map(({ name }) => name)
      .join(', ');
  const typing = names(true);
  const looking = names(false);
  const parts = [
    ...(typing === '' ? [] : [t('viewers.typing', { names: typing })]),
    ...(looking === '' ? [] : [t('viewers.looking', { names: looking })]),
  ];
  // It stands there empty as well: only a region that was there before is read out when it changes.
  return (
    <Text size="xs" fw={600} role="status" aria-live="polite" data-testid="desk-viewers">
      {parts.join(' · ')}
    </Text>
  );
}
