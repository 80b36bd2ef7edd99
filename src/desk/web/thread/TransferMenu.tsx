import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../../http/session-shapes.ts';
import { useColleagues } from '../reading.ts';

/** Passing a conversation on to somebody else at the desk. */
export function TransferMenu(props: {
  me: Member;
  holder: string;
  onChoose: (staffId: string) => Promise<boolean>;
}) {
  const { me, holder, onChoose } = props;
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const { data } = useColleagues(opened);
  const others = data?.items.filter(({ id }) => id !== holder) ?? [];
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default" data-testid="desk-transfer">
          {t('action.transfer')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('action.transfer_to')}</Menu.Label>
        {data !== undefined && others.length === 0 && (
          <Menu.Item disabled>{t('action.nobody')}</Menu.Item>
        )}
        {others.map(({ id, name, role }) => (
          <Menu.Item key={id} onClick={() => void onChoose(id)}>
            {id === me.id ? t('list.you') : name} · {t(`role.${role}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
