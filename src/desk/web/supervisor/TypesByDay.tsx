import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { OverTime } from '../../figures/desk-figure-shapes.ts';
import { Chart } from './Chart.tsx';
import { FigureTable } from './FigureTable.tsx';
import { noonOf } from './noon.ts';
import { typesByDay } from './types-by-day.ts';

/** New cases of each day by type: the most frequent types, and all others as one. */
export function TypesByDay({ over, file }: { over: OverTime; file: string }) {
  const { t } = useTranslation();
  const dates = useDates();
  const { named, days } = typesByDay(over);
  const series = [
    ...named.map((type) => ({ key: type, name: t(`type.${type}`) })),
    { key: 'others', name: t('supervisor.other_types') },
  ];
  return (
    <>
      <Chart
        x="label"
        stacked
        series={series}
        data={days.map(({ day, counts }) => ({ ...counts, label: dates.short(noonOf(day)) }))}
      />
      <FigureTable
        title={t('supervisor.by_type_and_day')}
        file={file}
        columns={[
          { key: 'day', label: t('supervisor.column.day') },
          ...series.map(({ key, name }) => ({ key, label: name })),
        ]}
        rows={days
          .map(({ day, counts }) => ({
            ...counts,
            id: day,
            day: dates.day(noonOf(day)),
          }))
          .toReversed()}
      />
    </>
  );
}
