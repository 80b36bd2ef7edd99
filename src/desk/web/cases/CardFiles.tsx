import { Checkbox, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardView } from '../../conversations/card-shapes.ts';

/** The evidence that the matter needs; an officer may say that one is here after all. */
export function CardFiles(props: {
  files: CardView['files'];
  /** How many came that nobody asked for. */
  others: number;
  busy: boolean;
  onMark: (kind: string, here: boolean) => void;
}) {
  const { files, others, busy, onMark } = props;
  const { t } = useTranslation();
  const label = useId();
  if (files.length === 0 && others === 0) return null;
  return (
    <div role="group" aria-labelledby={label} data-testid="desk-card-files">
      <Text size="xs" c="dimmed" id={label}>
        {t('card.files')}
      </Text>
      <Stack gap={4} mt={4}>
        {files.map(({ kind, state }) => (
          <Checkbox
            key={kind}
            size="xs"
            label={`${t(`fact.${kind}`, kind)} · ${t(`card.file_state.${state}`)}`}
            checked={state === 'present'}
            disabled={busy}
            onChange={(event) => onMark(kind, event.currentTarget.checked)}
          />
        ))}
      </Stack>
      {others > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('card.other_files', { count: others })}
        </Text>
      )}
    </div>
  );
}
