import { Group, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { CasePlace } from './case-place.ts';
import classes from '../desk.module.css';
import { explain } from '../problems.ts';
import { useStuckReferrals } from '../referrals/referring.ts';

/** Cases that lie with an agency which is silent, or to which no mail goes; longest first. */
export function StuckList({
  place,
  go,
}: {
  place: CasePlace;
  go: (next: Partial<CasePlace>) => void;
}) {
  const { t } = useTranslation();
  const dates = useDates();
  const { data, error } = useStuckReferrals();
  const problem = error === null ? null : explain(error, 'other');
  return (
    <>
      <Text size="sm" c="dimmed" px={12} aria-live="polite">
        {problem === null
          ? `${t('list.results')}: ${data?.items.length ?? 0}`
          : t(problem.key, problem.values)}
      </Text>
      <ul className={classes['rows']}>
        {data?.items.map(({ id, reference, agency, overdueSince, status }) => (
          <li key={id}>
            <UnstyledButton
              className={classes['row']}
              aria-current={reference === place.reference}
              data-testid="desk-stuck-row"
              onClick={() => go({ reference })}
            >
              <Group justify="space-between" wrap="nowrap" gap={6}>
                <Text ff="monospace" size="sm" fw={600}>
                  {reference}
                </Text>
                <Text size="xs">{t(`holder.${agency}`, agency)}</Text>
              </Group>
              <Text size="sm" className={classes['alarm'] ?? ''}>
                {overdueSince === null
                  ? t(`referrals.status.${status}`)
                  : t('referrals.overdue', { at: dates.full(overdueSince) })}
              </Text>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  );
}
