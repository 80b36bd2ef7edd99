import { Button, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { CaseView } from '../../shapes.ts';

/** What staff write down for each other about the case. */
export function CaseNotes(props: {
  record: CaseView;
  busy: boolean;
  onAdd: (note: string) => Promise<boolean>;
}) {
  const { record, busy, onAdd } = props;
  const { t } = useTranslation();
  const dates = useDates();
  const [typed, setTyped] = useState('');
  const add = async () => {
    if (await onAdd(typed.trim())) setTyped('');
  };
  return (
    <section>
      <Title order={3} size="h6" mb={4}>
        {t('cases.notes')}
      </Title>
      <Stack gap="xs">
        {record.notes.map(({ at, by, text }) => (
          <div key={`${at} ${by.id}`}>
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
              {text}
            </Text>
            <Text size="xs" c="dimmed">
              {by.name} · {dates.full(at)}
            </Text>
          </div>
        ))}
        <Textarea
          label={t('cases.new_note')}
          size="xs"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={5000}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          size="compact-sm"
          variant="default"
          disabled={typed.trim() === ''}
          loading={busy}
          onClick={() => void add()}
        >
          {t('cases.add_note')}
        </Button>
      </Stack>
    </section>
  );
}
