import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import { SPANS, type Span } from '../../figures/desk-figure-shapes.ts';
import { Chart } from './Chart.tsx';
import { FigureTable } from './FigureTable.tsx';
import { fileOf, useOverTime } from './figures-reading.ts';
import { noonOf } from './noon.ts';
import { useMinutes } from './minutes.ts';
import { TypesByDay } from './TypesByDay.tsx';
import { TypesByHour } from './TypesByHour.tsx';
import { UnansweredTable } from './UnansweredTable.tsx';

const WAITS = ['requested', 'answered', 'broken'] as const;

/** The last 7, 30 or 90 days: by day, by hour of the day, by type and by member. */
export function OverTimeView() {
  const { t, i18n } = useTranslation();
  const dates = useDates();
  const minutes = useMinutes();
  const [days, setDays] = useState<Span>(30);
  const { data } = useOverTime(days);
  const column = (key: string) => ({ key, label: t(`supervisor.column.${key}`) });
  const series = WAITS.map((key) => ({ key, name: t(`supervisor.column.${key}`) }));
  const file = (table: Parameters<typeof fileOf>[0]) => fileOf(table, i18n.language, days);
  return (
    <Stack mt="md">
      <SegmentedControl
        aria-label={t('supervisor.span')}
        data={SPANS.map((span) => ({
          value: String(span),
          label: t('supervisor.days', { number: span }),
        }))}
        value={String(days)}
        onChange={(value) => setDays(SPANS.find((span) => String(span) === value) ?? 30)}
      />
      {data !== undefined && (
        <>
          <Text size="sm" data-testid="supervisor-total">
            {t('supervisor.total', {
              people: data.total.people,
              alone: data.total.people - data.total.withStaff,
              first: minutes(data.total.firstResponse?.median),
              handling: minutes(data.total.handling?.median),
            })}
          </Text>
          <Chart
            x="label"
            series={series}
            data={data.days.map((one) => ({ ...one, label: dates.short(noonOf(one.day)) }))}
          />
          <FigureTable
            title={t('supervisor.by_day')}
            file={file('days')}
            columns={['day', ...WAITS, 'cases'].map(column)}
            rows={data.days
              .map((one) => ({
                id: one.day,
                ...one,
                day: dates.day(noonOf(one.day)),
              }))
              .toReversed()}
          />
          <Chart
            x="label"
            series={series}
            data={data.hours.map((one) => ({ ...one, label: clock(one.hour) }))}
          />
          <FigureTable
            title={t('supervisor.by_hour')}
            file={file('hours')}
            columns={['hour', ...WAITS].map(column)}
            rows={data.hours.map((one) => ({
              ...one,
              id: String(one.hour),
              hour: clock(one.hour),
            }))}
          />
          <Chart
            x="label"
            series={[{ key: 'count', name: t('supervisor.column.cases') }]}
            data={data.types.map((one) => ({ ...one, label: t(`type.${one.type}`) }))}
          />
          <FigureTable
            title={t('supervisor.by_type')}
            file={file('types')}
            columns={['type', 'cases'].map(column)}
            rows={data.types.map(({ type, count }) => ({
              id: type,
              type: t(`type.${type}`),
              cases: count,
            }))}
          />
          <TypesByDay over={data} file={file('types_by_day')} />
          <TypesByHour rows={data.typesByHour} file={file('types_by_hour')} />
          <FigureTable
            title={t('supervisor.by_agent')}
            file={file('agents')}
            columns={['name', 'resolved', 'mean_response', 'mean_handling'].map(column)}
            rows={data.agents.map((one) => ({
              id: one.id,
              name: one.name,
              resolved: one.resolved,
              mean_response: minutes(one.meanFirstResponse),
              mean_handling: minutes(one.meanHandling),
            }))}
          />
          <UnansweredTable />
        </>
      )}
    </Stack>
  );
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
