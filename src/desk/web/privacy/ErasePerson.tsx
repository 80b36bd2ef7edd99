import { Button, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErasureRequestView } from '../../privacy/privacy-shapes.ts';

/** Erases a person for good: what goes, what stays and why; then a word that nobody types by accident. */
export function ErasePerson(props: {
  kept: ErasureRequestView['kept'];
  busy: boolean;
  onErase: () => Promise<boolean>;
}) {
  const { kept, busy, onErase } = props;
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const word = t('privacy.erase_word');
  const sure = typed.trim() === word;
  const erase = async (event: FormEvent) => {
    event.preventDefault();
    if (sure && !busy) await onErase();
  };
  if (kept.length > 0) {
    return (
      <Stack gap={4} data-testid="desk-kept">
        <Text size="sm">{t('privacy.cannot_erase')}</Text>
        <List size="sm">
          {kept.map(({ reference, because }) => (
            <List.Item key={reference}>
              <Text span ff="monospace" size="sm">
                {reference}
              </Text>{' '}
              {t(`privacy.because.${because}`)}
            </List.Item>
          ))}
        </List>
      </Stack>
    );
  }
  if (!asking) {
    return (
      <Button size="compact-sm" color="red" variant="default" onClick={() => setAsking(true)}>
        {t('privacy.erase')}
      </Button>
    );
  }
  return (
    <form onSubmit={(event) => void erase(event)}>
      <Stack gap="xs">
        <Text size="sm">{t('privacy.erase_what')}</Text>
        <Text size="sm">{t('privacy.erase_stays')}</Text>
        <TextInput
          size="xs"
          label={t('privacy.erase_type', { word })}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" size="compact-sm" color="red" disabled={!sure} loading={busy}>
            {t('privacy.erase_now')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
            {t('cases.leave')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
