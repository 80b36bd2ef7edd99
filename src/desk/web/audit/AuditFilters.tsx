import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_ACTIONS } from '../../../domain/audit.ts';
import type { AuditPlace } from './audit-place.ts';
import { useColleagues } from '../reading.ts';

const OTHERS = ['bot', 'consumer', 'public', 'system'];

/** By case, by who did it, by what was done, and by day; kept in the address. */
export function AuditFilters(props: {
  place: AuditPlace;
  go: (next: Partial<AuditPlace>) => void;
}) {
  const { place, go } = props;
  const { t } = useTranslation();
  const { data: colleagues } = useColleagues(true);
  const [typed, setTyped] = useState(place.case);
  const search = useDebouncedCallback((text: string) => go({ case: text }), 300);
  const combobox = { withinPortal: false };
  const people = [
    ...(colleagues?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
    ...OTHERS.map((value) => ({ value, label: t(`cases.actor.${value}`) })),
  ];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 5 }} spacing="xs">
      <TextInput
        size="xs"
        label={t('audit.case')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value.trim());
        }}
      />
      <Select
        size="xs"
        label={t('audit.who')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('audit.anybody') }}
        data={people}
        value={place.actor === '' ? null : place.actor}
        comboboxProps={combobox}
        onChange={(actor) => go({ actor: actor ?? '' })}
      />
      <Select
        size="xs"
        label={t('audit.what')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('audit.anything') }}
        data={AUDIT_ACTIONS.map((value) => ({
          value,
          label: t(`cases.did.${value.replace('.', '_')}`),
        }))}
        value={place.action}
        comboboxProps={combobox}
        onChange={(action) => go({ action: AUDIT_ACTIONS.find((one) => one === action) ?? null })}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('audit.from')}
        value={place.from}
        onChange={(event) => go({ from: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('audit.to')}
        value={place.to}
        onChange={(event) => go({ to: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
}
