import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shapes.ts';
import { useStatusPreview } from './case-reading.ts';
import classes from '../desk.module.css';

/** Another status: what the person will be told of it is shown before it is set. */
export function StatusChange(props: {
  record: CaseView;
  busy: boolean;
  onMove: (status: string, word: string) => Promise<boolean>;
}) {
  const { record, busy, onMove } = props;
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [word, setWord] = useState('');
  const [settled] = useDebouncedValue(word.trim(), 300);
  const status = record.allowedNext.find((one) => one === chosen) ?? null;
  const { data: preview } = useStatusPreview(record, status, settled);
  const leave = () => {
    setChosen(null);
    setWord('');
  };
  const move = async () => {
    if (status !== null && (await onMove(status, word.trim()))) leave();
  };
  return (
    <Stack gap="xs">
      <Select
        label={t('panel.status')}
        value={status ?? record.status}
        data={[record.status, ...record.allowedNext].map((value) => ({
          value,
          label: t(`status.${value}`),
        }))}
        allowDeselect={false}
        disabled={busy}
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => (value === record.status ? leave() : setChosen(value))}
        data-testid="desk-status"
      />
      {status !== null && (
        <>
          <Textarea
            size="xs"
            autosize
            minRows={2}
            maxRows={6}
            maxLength={500}
            label={t('editing.word')}
            description={t('editing.word_hint')}
            value={word}
            onChange={(event) => setWord(event.currentTarget.value)}
          />
          {preview !== undefined && (
            <section aria-label={t('editing.preview')} data-testid="desk-preview">
              <Text size="xs" fw={600}>
                {t(`editing.when.${preview.when}`)}
              </Text>
              {preview.bubbles.map((text, index) => (
                <Text key={index} size="sm" className={`${classes['shared']} ${classes['words']}`}>
                  {text}
                </Text>
              ))}
            </section>
          )}
          <Group gap="xs">
            <Button size="compact-sm" loading={busy} onClick={() => void move()}>
              {t('editing.move')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={leave}>
              {t('cases.leave')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
