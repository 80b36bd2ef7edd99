import { Alert, Anchor, Card, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErasureRequestView } from '../../privacy/privacy-shapes.ts';
import { ErasePerson } from './ErasePerson.tsx';
import { ErasureAnswer } from './ErasureAnswer.tsx';
import { useName } from '../name.ts';
import { writePlace } from '../inbox/place.ts';
import { useErasing, useErasureRequests } from './privacy-doing.ts';
import { explain } from '../problems.ts';
import { StaffPage } from '../StaffPage.tsx';

/** Everybody who asked to be erased, for a supervisor to decide. */
export function ErasureRequests() {
  const { t } = useTranslation();
  const { data, error } = useErasureRequests();
  const [untold, setUntold] = useState(false);
  const problem = error === null ? null : explain(error, 'other');
  return (
    <StaffPage title={t('privacy.requests')}>
      <Stack gap="sm">
        <Text size="sm">{t('privacy.requests_intro')}</Text>
        {problem !== null && <Text role="alert">{t(problem.key, problem.values)}</Text>}
        {untold && <Alert color="yellow" role="alert" title={t('privacy.not_told')} />}
        {data?.items.length === 0 && <Text c="dimmed">{t('privacy.no_requests')}</Text>}
        {data?.items.map((request) => (
          <Request key={request.conversation} request={request} onUntold={setUntold} />
        ))}
      </Stack>
    </StaffPage>
  );
}

function Request(props: { request: ErasureRequestView; onUntold: (untold: boolean) => void }) {
  const { request, onUntold } = props;
  const { t } = useTranslation();
  const name = useName(request);
  const { erase, answer, busy, problem } = useErasing(request.conversation);
  const place = { list: 'all', conversation: request.conversation, pane: 'thread' } as const;
  return (
    <Card withBorder padding="sm" data-testid="desk-request">
      <Stack gap="xs" align="flex-start">
        <Title order={2} size="h6">
          {name}
        </Title>
        <Anchor size="sm" href={writePlace(place)}>
          {t('editing.chat_of', { name })}
        </Anchor>
        {problem !== null && (
          <Alert color="red" role="alert" title={t(problem.key, problem.values)} />
        )}
        <ErasureAnswer
          request={request}
          mayRefuse
          busy={busy}
          onAnswer={async (given) => {
            const told = await answer(given);
            onUntold(told === false);
            return told !== null;
          }}
        />
        <ErasePerson kept={request.kept} busy={busy} onErase={erase} />
      </Stack>
    </Card>
  );
}
