import { Text } from '@mantine/core';
import { IconClock, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import { inWords, type Window } from '../clock.ts';

/** How long Messenger still lets an answer through, and what is possible afterwards. */
export function WindowClock({ window }: { window: Window }) {
  const { t } = useTranslation();
  const dates = useDates();
  const open = 'until' in window;
  const then = () => {
    if (!open) return [];
    const until = window.thenAsPersonUntil;
    return until === null
      ? [t('window.then_closed')]
      : [t('window.then_person', { until: dates.full(until) }), t('window.then_closed')];
  };
  const now = open
    ? t(`window.${window.status}`, {
        until: dates.full(window.until),
        left: inWords(t, window.leftMs),
      })
    : t(`window.${window.status}`);
  const Icon = open ? IconClock : IconLock;
  return (
    <Text size="xs" c="dimmed" data-testid="desk-window" data-window={window.status}>
      <Icon size={14} aria-hidden style={{ verticalAlign: '-2px', marginInlineEnd: 4 }} />
      {[now, ...then()].join(' · ')}
    </Text>
  );
}
