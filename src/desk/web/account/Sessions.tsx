import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import { accountProblem, useAccount, useEndSession } from './account.ts';
import { browserName } from './browser-name.ts';
import { Section } from './Section.tsx';

/** Where this member is signed in, and the way out of each. */
export function Sessions() {
  const { t } = useTranslation();
  const { data, error } = useAccount();
  const end = useEndSession();
  const dates = useDates();
  const sessions = data?.sessions ?? [];
  return (
    <Section title={t('account.sessions')} problem={accountProblem(error ?? end.error)}>
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {sessions.map((session) => {
          const browser = browserName(session.browser) ?? t('account.some_browser');
          return (
            <Group component="li" key={session.id} justify="space-between" data-testid="session">
              <div>
                <Text size="sm">
                  {browser} {session.current && <Badge variant="light">{t('account.here')}</Badge>}
                </Text>
                <Text size="xs" c="dimmed">
                  {t('account.since', { when: dates.full(session.createdAt) })}
                </Text>
              </div>
              {!session.current && (
                <Button
                  size="xs"
                  variant="default"
                  loading={end.isPending}
                  aria-label={t('account.end_this', { browser })}
                  onClick={() => end.mutate(session.id)}
                >
                  {t('account.end')}
                </Button>
              )}
            </Group>
          );
        })}
      </Stack>
      {sessions.length > 1 && (
        <Group>
          <Button size="xs" variant="default" onClick={() => end.mutate('others')}>
            {t('account.end_others')}
          </Button>
        </Group>
      )}
    </Section>
  );
}
