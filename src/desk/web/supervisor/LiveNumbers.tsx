import { Alert, Anchor, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import { serverNow } from '../../../http/web/call.ts';
import { useDuty } from '../inbox/duty.ts';
import { writePlace } from '../inbox/place.ts';
import { FigureTable } from './FigureTable.tsx';
import { fileOf, useLiveFigures } from './figures-reading.ts';
import { useMinutes } from './minutes.ts';

/** Who waits now, how today has gone, and how much everybody has. */
export function LiveNumbers() {
  const { t, i18n } = useTranslation();
  const dates = useDates();
  const minutes = useMinutes();
  const { data: live } = useLiveFigures();
  const { data: duty } = useDuty();
  if (live === undefined) return null;
  const { today } = live;
  const waited = live.longestSince === null ? null : serverNow() - Date.parse(live.longestSince);
  const alone = today.people === 0 ? null : 1 - today.withStaff / today.people;
  const spread = (of: typeof today.handling) =>
    of === null
      ? '–'
      : t('supervisor.median', { median: minutes(of.median), p90: minutes(of.p90) });
  const numbers: [string, string][] = [
    ['waiting', String(live.waiting)],
    ['longest', minutes(waited)],
    ['first_response', spread(today.firstResponse)],
    ['handling', spread(today.handling)],
    ['resolved', String(today.resolved)],
    ['bot_only', alone === null ? '–' : `${Math.round(alone * 100)} %`],
    ['broken', t('supervisor.of', { number: today.broken, all: today.requested })],
    ['promise', minutes(live.promiseMinutes * 60_000)],
  ];
  return (
    <Stack mt="md">
      {live.alarms.length > 0 && (
        <Alert color="red" title={t('supervisor.alarms', { number: live.alarms.length })}>
          {live.alarms.map(({ id, name, waitingSince }) => (
            <div key={id}>
              <Anchor
                href={`/desk${writePlace({ list: 'queue', conversation: id, pane: 'thread' })}`}
              >
                {name ?? t('handover.nameless')}
              </Anchor>{' '}
              {t('supervisor.since', { at: dates.full(waitingSince) })}
            </div>
          ))}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 2, sm: 4 }} component="dl" m={0} data-testid="supervisor-numbers">
        {numbers.map(([name, value]) => (
          <Paper key={name} withBorder p="sm">
            <Text component="dt" size="sm" c="dimmed">
              {t(`supervisor.number.${name}`)}
            </Text>
            <Text component="dd" m={0} fw={600} size="lg">
              {value}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
      <FigureTable
        title={t('supervisor.members')}
        file={fileOf('members', i18n.language)}
        columns={['name', 'presence', 'open', 'capacity'].map((key) => ({
          key,
          label: t(`supervisor.column.${key}`),
        }))}
        rows={(duty?.members ?? []).map((one) => ({
          id: one.id,
          name: one.name,
          presence: t(`presence.${one.status}`),
          open: one.load,
          capacity: one.capacity,
        }))}
      />
      <Anchor href={fileOf('cases', i18n.language)} download size="sm">
        {t('supervisor.all_cases')}
      </Anchor>
    </Stack>
  );
}
