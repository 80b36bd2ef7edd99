import { Alert, Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { call } from '../../../http/web/call.ts';
import { useDates } from '../../../http/web/dates.ts';
import type { CaseView } from '../../shapes.ts';
import { useAttempt } from '../cases/case-changing.ts';
import { path } from '../reading.ts';
import { ReasonForm } from '../ReasonForm.tsx';

/** Keeps a case whatever its age, by order of a court or the law, until a supervisor lifts it. */
export function LegalHold({ record, leads }: { record: CaseView; leads: boolean }) {
  const { t } = useTranslation();
  const dates = useDates();
  const { attempt, problem, busy } = useAttempt();
  const [asking, setAsking] = useState(false);
  const { legalHold: hold } = record;
  if (hold === null && !leads) return null;
  const place = `/cases/${path(record.reference)}/hold`;
  const set = async (reason: string) =>
    (await attempt(() => call(z.unknown(), place, { method: 'PUT', body: { reason } }))) !== null;
  const lift = () => attempt(() => call(z.unknown(), place, { method: 'DELETE' }));
  return (
    <section data-testid="desk-hold">
      <Title order={3} size="h6" mb={4}>
        {t('privacy.hold')}
      </Title>
      {problem !== null && (
        <Alert color="red" role="alert" title={t(problem.key, problem.values)} />
      )}
      {hold !== null && (
        <Text size="sm">
          {t('privacy.held_by', {
            name: hold.by.name,
            at: dates.full(hold.at),
            reason: hold.reason,
          })}
        </Text>
      )}
      {leads && hold !== null && (
        <Button size="compact-sm" variant="default" loading={busy} onClick={() => void lift()}>
          {t('privacy.lift')}
        </Button>
      )}
      {leads && hold === null && !asking && (
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          {t('privacy.set_hold')}
        </Button>
      )}
      {asking && hold === null && (
        <ReasonForm
          label={t('privacy.why_hold')}
          action={t('privacy.set_hold')}
          busy={busy}
          close={() => setAsking(false)}
          onGiven={set}
        />
      )}
    </section>
  );
}
