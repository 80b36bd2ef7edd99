import { Alert, Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../http/web/call.ts';
import { verifiedAuditShape, type VerifiedAuditView } from '../../audit/audit-shapes.ts';
import { useAttempt } from '../cases/case-changing.ts';

/** Walks the chain of the audit: the first broken link, or where it ends, to be kept elsewhere. */
export function VerifyAudit() {
  const { t } = useTranslation();
  const { attempt, problem, busy } = useAttempt();
  const [result, setResult] = useState<VerifiedAuditView | null>(null);
  const verify = async () => {
    setResult(null);
    setResult(await attempt(() => call(verifiedAuditShape, '/audit/verify', { method: 'POST' })));
  };
  return (
    <Stack gap="xs" align="flex-start">
      <Button size="compact-sm" variant="default" loading={busy} onClick={() => void verify()}>
        {t('audit.verify')}
      </Button>
      {problem !== null && (
        <Alert color="red" role="alert" title={t(problem.key, problem.values)} />
      )}
      {result?.status === 'broken' && (
        <Alert color="red" role="alert" title={t('audit.broken', { seq: result.seq })}>
          {t(`audit.fault.${result.problem}`)}
        </Alert>
      )}
      {result?.status === 'whole' && (
        <Alert color="green" role="status" title={t('audit.whole', { seq: result.seq })}>
          <Text size="xs">{t('audit.anchor')}</Text>
          <Group gap="xs">
            <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
              {result.seq}:{result.hash}
            </Text>
            <CopyButton value={`${result.seq}:${result.hash}`}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="default" onClick={copy}>
                  {t(copied ? 'panel.copied' : 'audit.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Alert>
      )}
    </Stack>
  );
}
