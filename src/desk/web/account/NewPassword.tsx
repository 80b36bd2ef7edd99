import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MIN_PASSWORD } from '../../../domain/staff.ts';
import { accountProblem, useNewPassword } from './account.ts';
import { shortOf } from './short-password.ts';
import { Section } from './Section.tsx';

export function NewPassword() {
  const { t } = useTranslation();
  const change = useNewPassword();
  const [password, setPassword] = useState('');
  const [next, setNext] = useState('');
  const missing = shortOf(next);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing > 0) return;
    change.mutate(
      { password, next },
      {
        onSuccess: () => {
          setPassword('');
          setNext('');
        },
      },
    );
  };
  const toggle = { 'aria-label': t('signin.show') };
  return (
    <Section title={t('account.new_password')} problem={accountProblem(change.error)}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <PasswordInput
            required
            withAsterisk={false}
            label={t('account.old')}
            autoComplete="current-password"
            visibilityToggleButtonProps={toggle}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <PasswordInput
            required
            withAsterisk={false}
            label={t('account.next')}
            description={t('account.next_rule', { count: MIN_PASSWORD })}
            error={missing > 0 && t('account.short', { missing })}
            autoComplete="new-password"
            visibilityToggleButtonProps={toggle}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {t('account.change')}
            </Button>
            <Text role="status" size="sm">
              {change.isSuccess ? t('account.changed') : null}
            </Text>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
