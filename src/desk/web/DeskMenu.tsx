import { ActionIcon, Menu } from '@mantine/core';
import { IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../http/session-shapes.ts';
import { LanguageSwitch } from '../../http/web/LanguageSwitch.tsx';

/** Language, help and the way out. */
export function DeskMenu(props: { me: Member; onHelp: () => void; onSignOut: () => void }) {
  const { me, onHelp, onSignOut } = props;
  const { t } = useTranslation();
  return (
    <>
      <LanguageSwitch />
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('signin.menu', { name: me.name })}
          >
            <IconUserCircle aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {me.name} · {t(`role.${me.role}`)}
          </Menu.Label>
          <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onHelp}>
            {t('keys.title')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={onSignOut}>
            {t('signin.out')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
