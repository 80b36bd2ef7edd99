import { Button, Group, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { CasePlace } from './case-place.ts';
import { useCases } from './case-reading.ts';
import classes from '../desk.module.css';
import { explain } from '../problems.ts';

/** The cases that the filters let through, latest change first. */
export function CaseList({
  place,
  go,
}: {
  place: CasePlace;
  go: (next: Partial<CasePlace>) => void;
}) {
  const { t } = useTranslation();
  const dates = useDates();
  const found = useCases(place);
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const problem = found.error === null ? null : explain(found.error, 'other');
  return (
    <>
      <Text size="sm" c="dimmed" px={12} aria-live="polite">
        {problem === null
          ? `${t('list.results')}: ${rows.length}${found.hasNextPage ? '+' : ''}`
          : t(problem.key, problem.values)}
      </Text>
      <ul className={classes['rows']}>
        {rows.map((record) => (
          <li key={record.reference}>
            <UnstyledButton
              className={classes['row']}
              aria-current={record.reference === place.reference}
              data-testid="desk-case-row"
              onClick={() => go({ reference: record.reference })}
            >
              <Group justify="space-between" wrap="nowrap" gap={6}>
                <Text ff="monospace" size="sm" fw={600}>
                  {record.reference}
                </Text>
                <Text size="xs">{t(`status.${record.status}`)}</Text>
              </Group>
              <Text size="sm" truncate>
                {t(`type.${record.type}`)}
                {record.parties[0] !== undefined && ` · ${record.parties[0].value}`}
              </Text>
              <Text size="xs" c="dimmed">
                {dates.full(record.updatedAt)}
              </Text>
            </UnstyledButton>
          </li>
        ))}
        {found.hasNextPage && (
          <li>
            <Group justify="center" p="sm">
              <Button
                size="xs"
                variant="default"
                loading={found.isFetchingNextPage}
                onClick={() => void found.fetchNextPage()}
              >
                {t('list.more')}
              </Button>
            </Group>
          </li>
        )}
      </ul>
    </>
  );
}
