import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import { serverNow } from '../../../http/web/call.ts';
import type { Doing } from '../doing.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** In Thailand no clock is ever changed. */
const BANGKOK_MS = 7 * HOUR_MS;
const MORNING_HOUR = 9;

/** Lays the conversation aside for a while; it comes back by itself. */
export function SnoozeMenu({ until, doing }: { until: string | null; doing: Doing }) {
  const { t } = useTranslation();
  const dates = useDates();
  const now = serverNow();
  const choices = [
    { key: '1', label: t('snooze.hours', { count: 1 }), at: now + HOUR_MS },
    { key: '4', label: t('snooze.hours', { count: 4 }), at: now + 4 * HOUR_MS },
    { key: 'tomorrow', label: t('snooze.tomorrow'), at: morningIn(1, now) },
    { key: 'week', label: t('snooze.week'), at: morningIn(7, now) },
  ].map((choice) => ({ ...choice, at: new Date(choice.at).toISOString() }));
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button size="xs" variant="default" disabled={doing.busy} data-testid="desk-snooze">
          {until === null ? t('snooze.menu') : t('snooze.until', { when: dates.full(until) })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('snooze.hint')}</Menu.Label>
        {choices.map(({ key, label, at }) => (
          <Menu.Item key={key} onClick={() => void doing.snooze(at)}>
            {label} · {dates.full(at)}
          </Menu.Item>
        ))}
        {until !== null && (
          <Menu.Item onClick={() => void doing.snooze(null)}>{t('snooze.wake')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Nine in the morning in Thailand, so many days from now. */
function morningIn(days: number, now: number): number {
  const midnight = Math.floor((now + BANGKOK_MS) / DAY_MS) * DAY_MS;
  return midnight + days * DAY_MS + MORNING_HOUR * HOUR_MS - BANGKOK_MS;
}
