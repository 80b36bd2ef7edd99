import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { AuditView } from '../../audit/audit-shapes.ts';
import { ALL_CASES, writeCasePlace } from '../cases/case-place.ts';

/** Entries of the audit: when, who, what was done, and to what. */
export function AuditRows(props: {
  items: readonly AuditView[];
  label: string;
  testid: string;
  /** Of one case or file, what it was done to stands above already. */
  subjects?: boolean;
}) {
  const { items, label, testid, subjects = false } = props;
  const { t } = useTranslation();
  const dates = useDates();
  return (
    <Table.ScrollContainer
      minWidth={subjects ? 560 : 260}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    >
      <Table fz="xs" aria-label={label} data-testid={testid}>
        <Table.Tbody>
          {items.map((entry) => (
            <Table.Tr key={entry.id}>
              {subjects && <Table.Td>{entry.id}</Table.Td>}
              <Table.Td>{dates.full(entry.at)}</Table.Td>
              <Table.Td>{entry.actor.name ?? t(`cases.actor.${entry.actor.kind}`)}</Table.Td>
              <Table.Td>
                {t(`cases.did.${entry.action.replace('.', '_')}`, entry.action)}
                {subjects && <Details details={entry.details} />}
              </Table.Td>
              {subjects && (
                <Table.Td>
                  <Subject subject={entry.subject} />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Details({ details }: Pick<AuditView, 'details'>) {
  const told = Object.entries(details).map(([name, value]) => `${name}: ${String(value)}`);
  if (told.length === 0) return null;
  return (
    <Text size="xs" c="dimmed" lang="en" style={{ overflowWrap: 'anywhere' }}>
      {told.join(' · ')}
    </Text>
  );
}

function Subject({ subject }: { subject: string }) {
  const { t } = useTranslation();
  const [kind = '', ...rest] = subject.split(':');
  const id = rest.join(':');
  if (kind === 'case') {
    return (
      <Anchor size="xs" ff="monospace" href={writeCasePlace({ ...ALL_CASES, reference: id })}>
        {id}
      </Anchor>
    );
  }
  return (
    <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
      {t(`audit.subject.${kind}`)} {kind === 'audit' || kind === 'list' ? '' : id}
    </Text>
  );
}
