import {
  ActionIcon,
  Indicator,
  Menu,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import {
  IconAlertTriangle,
  IconBell,
  IconBellOff,
  IconEraser,
  IconChartBar,
  IconFolders,
  IconKeyboard,
  IconListSearch,
  IconLogout,
  IconMoon,
  IconShieldLock,
  IconSun,
  IconTransfer,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../http/session-shapes.ts';
import { LanguageSwitch } from '../../http/web/LanguageSwitch.tsx';
import { ALL_CASES, writeCasePlace } from './cases/case-place.ts';
import { useLeads } from './account/me.ts';
import { PresenceSwitch } from './inbox/PresenceSwitch.tsx';
import { useStuckReferrals } from './referrals/referring.ts';
import { mayTell, useNewsSetting } from './inbox/waiting-news.ts';

/** Language, colours, notifications, help and the way out. */
export function DeskMenu(props: {
  me: Member;
  onHelp: () => void;
  onHandOver: () => void;
  onSignOut: () => void;
}) {
  const { me, onHelp, onHandOver, onSignOut } = props;
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const leads = useLeads();
  const stuck = useStuckReferrals().data?.items.length ?? 0;
  const [news, setNews] = useNewsSetting();
  const switchNews = async () => setNews(!news && (await mayTell()));
  const Sky = dark ? IconSun : IconMoon;
  const Bell = news ? IconBellOff : IconBell;
  return (
    <>
      <PresenceSwitch me={me.id} />
      <LanguageSwitch />
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={[
              t('signin.menu', { name: me.name }),
              ...(stuck > 0 ? [t('referrals.stuck', { count: stuck })] : []),
            ].join(' · ')}
          >
            <Indicator color="red" size={10} disabled={stuck === 0} data-testid="desk-alarm">
              <IconUserCircle aria-hidden />
            </Indicator>
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {me.name} · {t(`role.${me.role}`)}
          </Menu.Label>
          <Menu.Item
            component="a"
            href="#/cases"
            leftSection={<IconFolders size={16} aria-hidden />}
          >
            {t('cases.title')}
          </Menu.Item>
          {stuck > 0 && (
            <Menu.Item
              component="a"
              href={writeCasePlace({ ...ALL_CASES, stuck: 'yes' })}
              leftSection={<IconAlertTriangle size={16} aria-hidden />}
            >
              {t('referrals.stuck', { count: stuck })}
            </Menu.Item>
          )}
          {leads && (
            <Menu.Item
              component="a"
              href="#/audit"
              leftSection={<IconListSearch size={16} aria-hidden />}
            >
              {t('audit.title')}
            </Menu.Item>
          )}
          {leads && (
            <Menu.Item
              component="a"
              href="#/erasures"
              leftSection={<IconEraser size={16} aria-hidden />}
            >
              {t('privacy.requests')}
            </Menu.Item>
          )}
          {leads && (
            <Menu.Item
              component="a"
              href="/desk/supervisor"
              leftSection={<IconChartBar size={16} aria-hidden />}
            >
              {t('supervisor.title')}
            </Menu.Item>
          )}
          {me.role === 'admin' && (
            <Menu.Item
              component="a"
              href="/desk/staff"
              leftSection={<IconUsers size={16} aria-hidden />}
            >
              {t('accounts.title')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconTransfer size={16} aria-hidden />} onClick={onHandOver}>
            {t('handover.title')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onHelp}>
            {t('keys.title')}
          </Menu.Item>
          <Menu.Item
            leftSection={<Sky size={16} aria-hidden />}
            onClick={() => setColorScheme(dark ? 'light' : 'dark')}
            data-testid="desk-colours"
          >
            {t(dark ? 'colours.light' : 'colours.dark')}
          </Menu.Item>
          <Menu.Item
            leftSection={<Bell size={16} aria-hidden />}
            onClick={() => void switchNews()}
            data-testid="desk-news"
          >
            {t(news ? 'news.off' : 'news.on')}
          </Menu.Item>
          <Menu.Item
            component="a"
            href="#/account"
            leftSection={<IconShieldLock size={16} aria-hidden />}
          >
            {t('account.title')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={onSignOut}>
            {t('signin.out')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
