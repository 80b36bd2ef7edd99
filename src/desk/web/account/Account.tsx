import { Anchor, Container, Group, Stack, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { writePlace } from '../inbox/place.ts';
import { NewPassword } from './NewPassword.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { Sessions } from './Sessions.tsx';

/** A member's own account: where it is signed in, its password, its second factor. */
export function Account() {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('account.title')} · 1212 OCC`;
  }, [t]);
  return (
    <Container component="main" size="sm" py="md">
      <Stack gap="xl">
        <Group justify="space-between">
          <Title order={1} size="h3">
            {t('account.title')}
          </Title>
          <Anchor size="sm" href={writePlace({ list: 'queue', conversation: null, pane: 'list' })}>
            {t('cases.to_conversations')}
          </Anchor>
        </Group>
        <Sessions />
        <SecondFactor />
        <NewPassword />
      </Stack>
    </Container>
  );
}
