import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { CaseView } from '../../shapes.ts';
import { ALL_CASES, writeCasePlace } from './case-place.ts';
import { useSimilar } from './case-reading.ts';

/** Other cases of the same person or party; one of them may be the same matter. */
export function SimilarCases(props: {
  record: CaseView;
  busy: boolean;
  onMark: (duplicateOf: string | null) => Promise<boolean>;
}) {
  const { record, busy, onMark } = props;
  const { t } = useTranslation();
  const dates = useDates();
  const { data } = useSimilar(record.reference);
  const items = data?.items ?? [];
  const { duplicateOf } = record;
  if (items.length === 0 && duplicateOf === null) return null;
  const link = (reference: string) => writeCasePlace({ ...ALL_CASES, reference });
  return (
    <section data-testid="desk-similar">
      <Title order={3} size="h6" mb={4}>
        {t('cases.similar')}
      </Title>
      {duplicateOf !== null && (
        <Group gap="xs" mb="xs">
          <Text size="sm">
            {t('cases.duplicate_of')}{' '}
            <Anchor href={link(duplicateOf)} ff="monospace" size="sm">
              {duplicateOf}
            </Anchor>
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            loading={busy}
            onClick={() => void onMark(null)}
          >
            {t('cases.not_duplicate')}
          </Button>
        </Group>
      )}
      <Stack gap="xs">
        {items.map((item) => (
          <div key={item.reference}>
            <Group gap={6}>
              <Anchor href={link(item.reference)} ff="monospace" size="sm">
                {item.reference}
              </Anchor>
              {item.maybeDuplicate && (
                <Text size="xs" fw={600}>
                  {t('cases.maybe_duplicate')}
                </Text>
              )}
            </Group>
            <Text size="xs" c="dimmed">
              {item.likeness.map((what) => t(`cases.${what}`)).join(' · ')} ·{' '}
              {t(`status.${item.status}`)} · {dates.full(item.createdAt)}
            </Text>
            {item.maybeDuplicate && duplicateOf === null && (
              <Button
                size="compact-xs"
                variant="default"
                loading={busy}
                onClick={() => void onMark(item.reference)}
              >
                {t('cases.mark_duplicate')}
              </Button>
            )}
          </div>
        ))}
      </Stack>
    </section>
  );
}
