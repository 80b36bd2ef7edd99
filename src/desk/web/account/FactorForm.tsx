import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

/** Password and code, which together show that it is the member. */
export function FactorForm(props: {
  readonly submit: string;
  readonly pending: boolean;
  readonly onSubmit: (given: { password: string; code: string }) => void;
}) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit({ password, code });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <PasswordInput
          required
          withAsterisk={false}
          label={t('signin.password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signin.show') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <TextInput
          required
          withAsterisk={false}
          label={t('signin.code')}
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={props.pending}>
            {props.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
