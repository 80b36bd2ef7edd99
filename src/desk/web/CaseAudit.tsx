import { Button, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../http/web/dates.ts';
import { useCaseAudit } from './case-reading.ts';

/** Who saw, changed and took what of the case: its custody log. */
export function CaseAudit({ reference }: { reference: string }) {
  const { t } = useTranslation();
  const dates = useDates();
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
        <Table fz="xs" aria-label={t('cases.audit')} data-testid="desk-audit">
          <Table.Tbody>
            {data.items.map((entry) => (
              <Table.Tr key={entry.id}>
                <Table.Td>{dates.full(entry.at)}</Table.Td>
                <Table.Td>{entry.actor.name ?? t(`cases.actor.${entry.actor.kind}`)}</Table.Td>
                <Table.Td>
                  {t(`cases.did.${entry.action.replace('.', '_')}`, entry.action)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {open && data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('cases.no_audit')}
        </Text>
      )}
    </section>
  );
}
