import {
  Alert,
  Button,
  Container,
  Group,
  PasswordInput,
  Stack,
  TextInput,
  Title,
} from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '../../../http/web/call.ts';
import { LanguageSwitch } from '../../../http/web/LanguageSwitch.tsx';

export function SignIn({
  timedOut,
  onSignIn,
}: {
  timedOut: boolean;
  onSignIn: (username: string, password: string, code?: string) => Promise<void>;
}) {
  const { t } = useTranslation();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  /** Null until the server has asked for it. */
  const [code, setCode] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(timedOut ? 'signin.ended' : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSignIn(username, password, code ?? undefined).catch((error: unknown) => {
      if (error instanceof CallError && error.reason === 'code_needed') {
        setCode('');
        setProblem(null);
      } else setProblem(problemOf(error));
    });
  };
  return (
    <Container component="main" size={420} py="xl">
      <form onSubmit={submit}>
        <Stack gap="md">
          <Group justify="flex-end">
            <LanguageSwitch />
          </Group>
          <Title order={1} size="h3">
            {t('signin.title')}
          </Title>
          {problem !== null && (
            <Alert color="red" role="alert" data-testid="desk-signin-problem">
              {t(problem)}
            </Alert>
          )}
          <TextInput
            required
            withAsterisk={false}
            size="md"
            label={t('signin.username')}
            autoComplete="username"
            autoCapitalize="none"
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <PasswordInput
            required
            withAsterisk={false}
            size="md"
            label={t('signin.password')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('signin.show') }}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {code !== null && (
            <TextInput
              required
              withAsterisk={false}
              size="md"
              label={t('signin.code')}
              autoComplete="one-time-code"
              autoFocus
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          )}
          <Button type="submit" size="md">
            {t('signin.submit')}
          </Button>
        </Stack>
      </form>
    </Container>
  );
}

function problemOf(error: unknown): string {
  const status = error instanceof CallError ? error.status : 0;
  if (error instanceof CallError && error.reason === 'code') return 'signin.code_wrong';
  if (status === 401) return 'signin.wrong';
  if (status === 429) return 'signin.slow';
  return status === 0 ? 'problem.network' : 'problem.server';
}
