import { ActionIcon, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COMPLAINT_TYPES } from '../../../domain/problem-types.ts';
import { useDates } from '../../../http/web/dates.ts';
import type { CaseView } from '../../shapes.ts';

/** What kind of matter it is and who says so; a pencil sets another one. */
export function CaseType(props: {
  /** Null: not known yet. */
  type: CaseView['type'] | null;
  /** `at` null: in the talk with the bot. */
  source: (Omit<NonNullable<CaseView['typeSource']>, 'at'> & { readonly at: string | null }) | null;
  busy: boolean;
  onChange: (type: string) => Promise<boolean>;
}) {
  const { type, source, busy, onChange } = props;
  const { t } = useTranslation();
  const dates = useDates();
  const [chosen, setChosen] = useState<string | null>(null);
  if (chosen !== null) {
    return (
      <Stack gap={4}>
        <Select
          size="xs"
          label={t('cases.type')}
          searchable
          allowDeselect={false}
          data={COMPLAINT_TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
          value={chosen === '' ? null : chosen}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => setChosen(value ?? chosen)}
        />
        <Group gap={4}>
          <Button
            size="compact-xs"
            loading={busy}
            disabled={chosen === ''}
            onClick={() =>
              void (async () => {
                if (chosen === type || (await onChange(chosen))) setChosen(null);
              })()
            }
          >
            {t('cases.save')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => setChosen(null)}>
            {t('cases.leave')}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <div>
      <Group gap={4} wrap="nowrap">
        <Text fw={600}>{type === null ? t('card.no_type') : t(`type.${type}`)}</Text>
        <ActionIcon
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={t('cases.correct', { what: t('cases.type') })}
          onClick={() => setChosen(type ?? '')}
        >
          <IconPencil size={14} aria-hidden />
        </ActionIcon>
      </Group>
      {source !== null && (
        <Text size="xs" c="dimmed" data-testid="desk-type-source">
          {source.by === 'bot'
            ? t('editing.type_read', { percent: Math.round((source.confidence ?? 0) * 100) })
            : t(`editing.type_by.${source.by}`, { name: source.staff?.name ?? '' })}
          {source.at !== null && ` · ${dates.full(source.at)}`}
        </Text>
      )}
    </div>
  );
}
