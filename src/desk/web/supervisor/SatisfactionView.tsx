import { SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OPINIONS_BY, type OpinionsBy } from '../../../domain/opinion.ts';
import { FigureTable } from './FigureTable.tsx';
import { fileOf, useSatisfaction } from './figures-reading.ts';

const COLUMNS = ['key', 'r1', 'r2', 'r3', 'r4', 'r5', 'average', 'solved', 'unsolved'];

/** What people think of how their cases were closed, and whether it was solved after four weeks. */
export function SatisfactionView() {
  const { t, i18n } = useTranslation();
  const [by, setBy] = useState<OpinionsBy>('month');
  const { data } = useSatisfaction(by);
  return (
    <Stack mt="md">
      <SegmentedControl
        aria-label={t('supervisor.satisfaction_by')}
        data={OPINIONS_BY.map((value) => ({ value, label: t(`supervisor.by.${value}`) }))}
        value={by}
        onChange={(value) => setBy(OPINIONS_BY.find((one) => one === value) ?? 'month')}
      />
      <FigureTable
        title={t('supervisor.satisfaction')}
        file={fileOf(`satisfaction_${by}`, i18n.language)}
        columns={COLUMNS.map((key) => ({
          key,
          label: t(key === 'key' ? `supervisor.by.${by}` : `supervisor.column.${key}`),
        }))}
        rows={(data?.items ?? []).map(({ key, ratings, average, solved, unsolved }) => ({
          id: key,
          key: by === 'type' ? t(`type.${key}`) : key,
          ...Object.fromEntries(ratings.map((count, index) => [`r${index + 1}`, count])),
          ...{ average, solved, unsolved },
        }))}
      />
    </Stack>
  );
}
