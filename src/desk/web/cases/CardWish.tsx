import { ActionIcon, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MASK } from '../../../domain/masking.ts';
import classes from './cases.module.css';

/** What the person wants, in words; a pencil turns it into a field. */
export function CardWish(props: {
  wish: string | null;
  busy: boolean;
  onChange: (text: string) => Promise<boolean>;
}) {
  const { wish, busy, onChange } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const label = t('card.wish');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const text = (typed ?? '').trim();
    if (text !== '' && (await onChange(text))) setTyped(null);
  };
  if (typed !== null) {
    return (
      <form onSubmit={(event) => void save(event)}>
        <Stack gap={4}>
          <Textarea
            label={label}
            size="xs"
            autosize
            minRows={2}
            maxRows={8}
            maxLength={2000}
            autoFocus
            value={typed}
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
  return (
    <div>
      <Group gap={4} wrap="nowrap">
        <Text size="xs" c="dimmed">
          {label}
        </Text>
        {wish?.includes(MASK) !== true && (
          <ActionIcon
            size="xs"
            variant="subtle"
            color="gray"
            aria-label={t('cases.correct', { what: label })}
            onClick={() => setTyped(wish ?? '')}
          >
            <IconPencil size={14} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      <Text size="sm" className={classes['words']} data-testid="desk-card-wish">
        {wish ?? t('card.no_wish')}
      </Text>
    </div>
  );
}
