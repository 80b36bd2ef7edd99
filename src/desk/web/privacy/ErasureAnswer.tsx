import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { ErasureRequestView } from '../../privacy/privacy-shapes.ts';
import { ReasonForm } from '../ReasonForm.tsx';

/** A person's wish to be erased, and the two ways in which it ends without that. */
export function ErasureAnswer(props: {
  request: ErasureRequestView;
  mayRefuse: boolean;
  busy: boolean;
  onAnswer: (answer: object) => Promise<boolean>;
}) {
  const { request, mayRefuse, busy, onAnswer } = props;
  const { t } = useTranslation();
  const dates = useDates();
  const [refusing, setRefusing] = useState(false);
  const { askedAt, dueAt } = request;
  return (
    <Stack gap="xs">
      <Text size="sm">
        {t('privacy.asked', { at: dates.full(askedAt) })}{' '}
        {dueAt === null ? t('privacy.to_decide') : t('privacy.done_at', { at: dates.full(dueAt) })}
      </Text>
      {!refusing && (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            loading={busy}
            onClick={() => void onAnswer({ because: 'changed_mind' })}
          >
            {t('privacy.changed_mind')}
          </Button>
          {mayRefuse && (
            <Button size="compact-sm" variant="default" onClick={() => setRefusing(true)}>
              {t('privacy.refuse')}
            </Button>
          )}
        </Group>
      )}
      {refusing && (
        <ReasonForm
          label={t('privacy.why_refuse')}
          action={t('privacy.refuse')}
          busy={busy}
          close={() => setRefusing(false)}
          onGiven={(reason) => onAnswer({ because: 'refused', reason })}
        />
      )}
    </Stack>
  );
}
