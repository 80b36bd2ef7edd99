import { Anchor, Group, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OverTime } from '../../figures/desk-figure-shapes.ts';
import { busiestHours, levelOf } from './heat.ts';
import classes from './heat.module.css';
import { Sideways } from './Sideways.tsx';

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
const WIDTH = 1_060;

/** Which problems come at which hour. Each cell tells its number: the colour only helps the eye. */
export function TypesByHour({ rows, file }: { rows: OverTime['typesByHour']; file: string }) {
  const { t } = useTranslation();
  const title = t('supervisor.by_type_and_hour');
  const most = Math.max(0, ...rows.flatMap(({ hours }) => hours));
  return (
    <section aria-label={title} data-testid="supervisor-heat">
      <Group justify="space-between" mt="lg" mb={4}>
        <Title order={2} size="h5">
          {title}
        </Title>
        <Anchor size="sm" href={file} download>
          {t('supervisor.file', { title })}
        </Anchor>
      </Group>
      <Text size="sm" c="dimmed" mb={4}>
        {t('supervisor.heat_help')}
      </Text>
      <Sideways label={title} width={WIDTH}>
        <Table className={classes['heat'] ?? ''} layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col" className={classes['type'] ?? ''}>
                {t('supervisor.column.type')}
              </Table.Th>
              <Table.Th scope="col">{t('supervisor.all_hours')}</Table.Th>
              {HOURS.map((hour) => (
                <Table.Th key={hour} scope="col" title={`${hour}:00–${hour}:59`}>
                  {hour}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ type, hours }) => {
              const busiest = busiestHours(hours);
              return (
                <Table.Tr key={type}>
                  <Table.Th scope="row" className={classes['type'] ?? ''}>
                    {t(`type.${type}`)}
                  </Table.Th>
                  <Table.Td>{hours.reduce((sum, count) => sum + count, 0)}</Table.Td>
                  {hours.map((count, hour) => (
                    <Table.Td key={hour} data-level={levelOf(count, most)}>
                      {busiest.includes(hour) ? <strong>{count}</strong> : count}
                    </Table.Td>
                  ))}
                </Table.Tr>
              );
            })}
            {rows.length === 0 && (
              <Table.Tr>
                <Table.Td colSpan={HOURS.length + 2}>{t('supervisor.nothing')}</Table.Td>
              </Table.Tr>
            )}
          </Table.Tbody>
        </Table>
      </Sideways>
    </section>
  );
}
