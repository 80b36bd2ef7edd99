import {
  Button,
  Group,
  PasswordInput,
  Select,
  Stack,
  Switch,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MIN_PASSWORD, ROLES, type Role } from '../../../domain/staff.ts';
import type { Member } from '../../../http/session-shapes.ts';
import { call, CallError } from '../../../http/web/call.ts';
import { accountsShape, type AccountView } from '../../staff/account-shapes.ts';
import { OwnPage } from '../OwnPage.tsx';
import { shortOf } from '../account/short-password.ts';
import { Sideways } from './Sideways.tsx';

const KEY = ['accounts'];
const COLUMNS = ['name', 'username', 'role', 'active', 'password'];

type Change =
  | { readonly method: 'POST'; readonly path: ''; readonly body: object }
  | { readonly method: 'PATCH' | 'PUT'; readonly path: string; readonly body: object };

function useAccountChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: Change) =>
      call(accountsShape, `/accounts${path}`, { method, body }),
    onSuccess: (found) => client.setQueryData(KEY, found),
  });
}

/** Who has an account at the desk; for admins. */
export function Accounts({ me }: { me: Member }) {
  const { t } = useTranslation();
  const allowed = me.role === 'admin';
  const { data } = useQuery({
    queryKey: KEY,
    enabled: allowed,
    queryFn: ({ signal }) => call(accountsShape, '/accounts', { signal }),
  });
  return (
    <OwnPage title={t('accounts.title')} allowed={allowed}>
      <Sideways label={t('accounts.title')} width={760}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {COLUMNS.map((name) => (
                <Table.Th key={name} scope="col">
                  {t(`accounts.column.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(data?.items ?? []).map((account) => (
              <AccountRow key={account.id} account={account} own={account.id === me.id} />
            ))}
          </Table.Tbody>
        </Table>
      </Sideways>
      <NewAccount />
    </OwnPage>
  );
}

function AccountRow({ account, own }: { account: AccountView; own: boolean }) {
  const { t } = useTranslation();
  const change = useAccountChange();
  const [password, setPassword] = useState('');
  const { name, username, role, disabled } = account;
  const path = `/${encodeURIComponent(account.id)}`;
  const reset = () =>
    change.mutate(
      { method: 'PUT', path: `${path}/password`, body: { password } },
      { onSuccess: () => setPassword('') },
    );
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td>{username}</Table.Td>
      <Table.Td>
        <RoleSelect
          label={t('accounts.role_of', { name })}
          value={role}
          disabled={own}
          onChange={(wanted) => change.mutate({ method: 'PATCH', path, body: { role: wanted } })}
        />
      </Table.Td>
      <Table.Td>
        <Switch
          aria-label={t('accounts.active_of', { name })}
          checked={!disabled}
          disabled={own}
          onChange={(event) =>
            change.mutate({
              method: 'PATCH',
              path,
              body: { disabled: !event.currentTarget.checked },
            })
          }
        />
      </Table.Td>
      <Table.Td>
        {!own && (
          <Group gap={4} wrap="nowrap">
            <PasswordInput
              size="xs"
              w={160}
              aria-label={t('accounts.password_of', { name })}
              autoComplete="new-password"
              value={password}
              error={shortOf(password) > 0 && t('account.short', { missing: shortOf(password) })}
              onChange={(event) => setPassword(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('signin.show') }}
            />
            <Button
              size="xs"
              variant="default"
              disabled={password.length < MIN_PASSWORD}
              onClick={reset}
            >
              {t('accounts.set')}
            </Button>
          </Group>
        )}
        {change.isError && <Text role="alert">{t('problem.server')}</Text>}
      </Table.Td>
    </Table.Tr>
  );
}

const EMPTY = { username: '', name: '', password: '', role: 'agent' as Role };

function NewAccount() {
  const { t } = useTranslation();
  const change = useAccountChange();
  const [fields, setFields] = useState(EMPTY);
  const whole =
    fields.username.trim() !== '' &&
    fields.name.trim() !== '' &&
    fields.password.length >= MIN_PASSWORD;
  const add = () =>
    change.mutate(
      { method: 'POST', path: '', body: fields },
      { onSuccess: () => setFields(EMPTY) },
    );
  const taken = change.error instanceof CallError && change.error.reason === 'username_taken';
  return (
    <Stack mt="lg" maw={420}>
      <Title order={2} size="h5">
        {t('accounts.add')}
      </Title>
      <TextInput
        label={t('accounts.column.name')}
        value={fields.name}
        maxLength={100}
        onChange={(event) => setFields({ ...fields, name: event.currentTarget.value })}
      />
      <TextInput
        label={t('accounts.column.username')}
        description={t('accounts.username_help')}
        value={fields.username}
        maxLength={64}
        autoComplete="off"
        onChange={(event) => setFields({ ...fields, username: event.currentTarget.value })}
      />
      <RoleSelect
        label={t('accounts.column.role')}
        shown
        value={fields.role}
        onChange={(role) => setFields({ ...fields, role })}
      />
      <PasswordInput
        label={t('accounts.first_password')}
        description={t('accounts.password_help', { count: MIN_PASSWORD })}
        error={
          shortOf(fields.password) > 0 && t('account.short', { missing: shortOf(fields.password) })
        }
        autoComplete="new-password"
        value={fields.password}
        onChange={(event) => setFields({ ...fields, password: event.currentTarget.value })}
        visibilityToggleButtonProps={{ 'aria-label': t('signin.show') }}
      />
      {change.isError && (
        <Text role="alert">{t(taken ? 'accounts.taken' : 'accounts.not_added')}</Text>
      )}
      <Button disabled={!whole} loading={change.isPending} onClick={add}>
        {t('accounts.add')}
      </Button>
    </Stack>
  );
}

function RoleSelect(props: {
  label: string;
  shown?: boolean;
  value: Role;
  disabled?: boolean;
  onChange: (role: Role) => void;
}) {
  const { t } = useTranslation();
  return (
    <Select
      {...(props.shown === true
        ? { label: props.label }
        : { 'aria-label': props.label, size: 'xs' })}
      data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
      value={props.value}
      disabled={props.disabled ?? false}
      allowDeselect={false}
      onChange={(value) => {
        const role = ROLES.find((one) => one === value);
        if (role !== undefined && role !== props.value) props.onChange(role);
      }}
    />
  );
}
