import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AuditRows } from '../audit/AuditRows.tsx';
import { useCaseAudit } from './case-reading.ts';

/** Who saw, changed and took what of the case: its custody log. */
export function CaseAudit({ reference }: { reference: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data } = useCaseAudit(reference, open);
  return (
    <section>
      <Title order={3} size="h6" mb={4}>
        {t('cases.audit')}
      </Title>
      {!open && (
        <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
          {t('cases.show_audit')}
        </Button>
      )}
      {open && data !== undefined && (
        <AuditRows items={data.items} label={t('cases.audit')} testid="desk-audit" />
      )}
      {open && data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('cases.no_audit')}
        </Text>
      )}
    </section>
  );
}
