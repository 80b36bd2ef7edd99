import { Group, Kbd, Modal, Switch, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const KEYS: readonly (readonly [string, readonly string[]])[] = [
  ['move', ['j', 'k', '↓', '↑']],
  ['claim', ['c']],
  ['reply', ['r']],
  ['note', ['n']],
  ['undo', ['z']],
  ['search', ['/']],
  ['leave', ['Esc']],
  ['help', ['?']],
];

export function KeysHelp(props: {
  opened: boolean;
  on: boolean;
  onSwitch: (on: boolean) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('keys.close') }}
    >
      <Table>
        <Table.Tbody>
          {KEYS.map(([name, keys]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {t(`keys.${name}`)}
              </Table.Th>
              <Table.Td>
                <Group gap={4} justify="flex-end">
                  {keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Switch
        mt="md"
        label={t('keys.on')}
        checked={props.on}
        onChange={(event) => props.onSwitch(event.currentTarget.checked)}
      />
    </Modal>
  );
}
