import { ActionIcon, Menu } from '@mantine/core';
import { IconCircleCheck, IconCircleMinus, IconMoon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PRESENCES } from '../../../domain/presence.ts';
import { useDuty, useDutyChange } from './duty.ts';

const LOOKS = {
  available: { Icon: IconCircleCheck, color: 'green' },
  busy: { Icon: IconCircleMinus, color: 'orange' },
  away: { Icon: IconMoon, color: 'gray' },
} as const;

/** Says to colleagues, and to the program that gives people out, whether one is there. */
export function PresenceSwitch({ me }: { me: string }) {
  const { t } = useTranslation();
  const { data } = useDuty();
  const change = useDutyChange();
  const mine = data?.members.find(({ id }) => id === me);
  if (mine === undefined) return null;
  const { Icon, color } = LOOKS[mine.chosen];
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color={color}
          size="lg"
          aria-label={t('presence.mine', { status: t(`presence.${mine.chosen}`) })}
          data-testid="desk-presence"
        >
          <Icon aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {PRESENCES.map((status) => {
          const { Icon: Look } = LOOKS[status];
          return (
            <Menu.Item
              key={status}
              leftSection={<Look size={16} aria-hidden />}
              onClick={() => change.mutate({ to: 'me', body: { status } })}
            >
              {t(`presence.${status}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
