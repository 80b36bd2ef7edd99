import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErasePerson } from './ErasePerson.tsx';
import { ErasureAnswer } from './ErasureAnswer.tsx';
import { useLeads } from '../account/me.ts';
import { exportOf, useErasing, useErasure } from './privacy-doing.ts';

/** What is done about one person's data: their wish to be erased, a copy of everything, erasure. */
export function PersonData(props: { conversation: string; onErased: () => void }) {
  const { conversation, onErased } = props;
  const { t } = useTranslation();
  const leads = useLeads();
  const { data } = useErasure(conversation);
  const { erase, answer, busy, problem } = useErasing(conversation);
  const [untold, setUntold] = useState(false);
  if (data === undefined || (!leads && data.request === null)) return null;
  return (
    <section data-testid="desk-person-data">
      <Title order={3} size="h6" mb={4}>
        {t('privacy.person')}
      </Title>
      <Stack gap="xs" align="flex-start">
        {problem !== null && (
          <Alert color="red" role="alert" title={t(problem.key, problem.values)} />
        )}
        {untold && <Text size="sm">{t('privacy.not_told')}</Text>}
        {data.request !== null && (
          <ErasureAnswer
            request={data.request}
            mayRefuse={leads}
            busy={busy}
            onAnswer={async (given) => {
              const told = await answer(given);
              setUntold(told === false);
              return told !== null;
            }}
          />
        )}
        {leads && (
          <>
            <Button
              component="a"
              href={exportOf(conversation)}
              download
              size="compact-sm"
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
            >
              {t('privacy.export')}
            </Button>
            <ErasePerson
              kept={data.kept}
              busy={busy}
              onErase={async () => {
                const done = await erase();
                if (done) onErased();
                return done;
              }}
            />
          </>
        )}
      </Stack>
    </section>
  );
}
