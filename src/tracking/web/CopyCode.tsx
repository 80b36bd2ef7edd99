import { Button, CopyButton, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A code large enough to be read out, with a button that copies it. */
export function CopyCode({ label, code }: { label: string; code: string }) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" gap="xs">
      <Text ff="monospace" fz="lg" fw={600} aria-label={label}>
        {code}
      </Text>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Button variant="default" size="compact-md" onClick={copy} aria-live="polite">
            {copied ? t('copied') : t('copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
