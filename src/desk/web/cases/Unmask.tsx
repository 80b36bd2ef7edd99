import { Alert, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../http/web/call.ts';
import { UNMASK_REASONS } from '../../privacy/privacy-shapes.ts';
import { caseShape } from '../../shapes.ts';
import { useAttempt } from './case-changing.ts';
import { path } from '../reading.ts';

/** The numbers of a case in full, for a reason; who looked and why stands in the audit. */
export function Unmask({ reference }: { reference: string }) {
  const { t } = useTranslation();
  const { attempt, problem, busy } = useAttempt();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const show = async () => {
    const body = { reason };
    // The case is read anew behind it, then with its numbers.
    await attempt(() =>
      call(caseShape, `/cases/${path(reference)}/unmask`, { method: 'POST', body }),
    );
  };
  if (!asking) {
    return (
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t('privacy.unmask')}
      </Button>
    );
  }
  return (
    <Stack gap="xs" data-testid="desk-unmask">
      {problem !== null && (
        <Alert color="red" role="alert" title={t(problem.key, problem.values)} />
      )}
      <Radio.Group
        size="xs"
        label={t('privacy.why_unmask')}
        description={t('privacy.recorded')}
        value={reason}
        onChange={setReason}
      >
        <Stack gap={6} mt={6}>
          {UNMASK_REASONS.map((value) => (
            <Radio key={value} size="xs" value={value} label={t(`privacy.reason.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Group gap="xs">
        <Button
          size="compact-sm"
          disabled={reason === null}
          loading={busy}
          onClick={() => void show()}
        >
          {t('privacy.unmask')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
          {t('cases.leave')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {t('privacy.how_long')}
      </Text>
    </Stack>
  );
}
