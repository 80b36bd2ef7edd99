import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCustody } from '../audit/audit-reading.ts';
import { AuditRows } from '../audit/AuditRows.tsx';

/** Who viewed and who took a file. */
export function Custody({ reference, file }: { reference: string; file: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data } = useCustody(reference, file, open);
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('audit.custody')}
      </Button>
      {open && data !== undefined && data.items.length > 0 && (
        <AuditRows items={data.items} label={t('audit.custody')} testid="desk-custody" />
      )}
      {open && data?.items.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('cases.no_audit')}
        </Text>
      )}
    </>
  );
}
