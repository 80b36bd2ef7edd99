import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MASK } from '../../../domain/masking.ts';
import { useDates } from '../../../http/web/dates.ts';
import type { CaseView } from '../../shapes.ts';

type Seen = CaseView['facts'][string];
/** A fact of a case, or of a talk: then nobody knows when it was said. */
type Fact = Pick<Seen, 'value' | 'earlier'> & {
  readonly source: Pick<Seen['source'], 'by' | 'staff'> & { readonly at: string | null };
};

/** One fact with who said it; a pencil turns it into a field. */
export function CaseFact(props: {
  slot: string;
  fact: Fact;
  shown: string;
  busy: boolean;
  /** Whether it is told that the person said it; missing: only what others said. */
  whoAlways?: boolean;
  onChange: (value: string | number) => Promise<boolean>;
}) {
  const { slot, fact, shown, busy, whoAlways = false, onChange } = props;
  const { t } = useTranslation();
  const dates = useDates();
  const [typed, setTyped] = useState<string | null>(null);
  const name = t(`fact.${slot}`, slot);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const text = (typed ?? '').trim();
    const number = Number(text.replaceAll(',', ''));
    const isNumber = typeof fact.value === 'number';
    if (text === '' || (isNumber && !Number.isFinite(number))) return;
    if (await onChange(isNumber ? number : text)) setTyped(null);
  };
  if (typed !== null) {
    return (
      <form onSubmit={(event) => void save(event)}>
        <Stack gap={4}>
          <TextInput
            aria-label={name}
            size="xs"
            value={typed}
            maxLength={2000}
            data-autofocus
            autoFocus
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setTyped(null);
            }}
          />
          <Group gap={4}>
            <Button type="submit" size="compact-xs" loading={busy}>
              {t('cases.save')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setTyped(null)}>
              {t('cases.leave')}
            </Button>
          </Group>
        </Stack>
      </form>
    );
  }
  const { by, staff, at } = fact.source;
  return (
    <>
      <Group gap={4} wrap="nowrap" align="flex-start">
        <span>{shown}</span>
        {!String(fact.value).includes(MASK) && (
          <ActionIcon
            size="xs"
            variant="subtle"
            color="gray"
            aria-label={t('cases.correct', { what: name })}
            onClick={() => setTyped(String(fact.value))}
          >
            <IconPencil size={14} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {(whoAlways || by !== 'consumer' || fact.earlier.length > 0) && (
        <Text size="xs" c="dimmed">
          {t(`cases.said_by.${by}`, { name: staff?.name ?? '' })}
          {at !== null && ` · ${dates.full(at)}`}
          {fact.earlier.length > 0 &&
            ` · ${t('cases.before', { values: fact.earlier.map(({ value }) => value).join(' → ') })}`}
        </Text>
      )}
    </>
  );
}
