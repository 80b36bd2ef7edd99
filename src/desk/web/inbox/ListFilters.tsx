import { Checkbox, Group, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { COMPLAINT_TYPES } from '../../../domain/problem-types.ts';
import type { Place } from './place.ts';
import { SearchField } from '../SearchField.tsx';

/** Search, problem type and urgency; kept in the address, so that reload and Back bring them back. */
export function ListFilters(props: {
  place: Place;
  go: (next: Partial<Place>, how?: 'push' | 'replace') => void;
}) {
  const { place, go } = props;
  const { t } = useTranslation();
  return (
    <>
      <SearchField
        label={t('list.search')}
        initial={place.q}
        onSearch={(q) => go({ q }, 'replace')}
      />
      <Group gap={12} wrap="nowrap" mb={8}>
        <Select
          style={{ flex: 1 }}
          size="xs"
          aria-label={t('cases.type')}
          placeholder={t('cases.every_type')}
          clearable
          clearButtonProps={{ 'aria-label': t('cases.every_type') }}
          data={COMPLAINT_TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
          value={place.type}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => go({ type: COMPLAINT_TYPES.find((type) => type === value) ?? null })}
        />
        <Checkbox
          size="xs"
          label={t('list.urgent_only')}
          checked={place.urgentOnly}
          onChange={(event) => go({ urgentOnly: event.currentTarget.checked })}
          data-testid="desk-urgent-only"
        />
      </Group>
    </>
  );
}
