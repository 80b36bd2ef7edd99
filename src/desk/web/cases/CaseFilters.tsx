import { Checkbox, Group, Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CASE_STATUSES } from '../../../domain/case.ts';
import { COMPLAINT_TYPES } from '../../../domain/problem-types.ts';
import { isShort } from '../../../domain/search-text.ts';
import type { CasePlace } from './case-place.ts';
import { useStuckReferrals } from '../referrals/referring.ts';
import { SearchField } from '../SearchField.tsx';

/** Which cases are listed; kept in the address, so that reload, Back and a bookmark bring them back. */
export function CaseFilters({
  place,
  go,
}: {
  place: CasePlace;
  go: (next: Partial<CasePlace>, how?: 'push' | 'replace') => void;
}) {
  const { t } = useTranslation();
  const stuck = useStuckReferrals();
  return (
    <>
      <SearchField
        label={t('cases.search')}
        initial={place.q}
        onSearch={(q) => go({ q }, 'replace')}
      />
      {place.q !== '' && isShort(place.q) && (
        <Text size="xs" c="dimmed" role="status" mb={8}>
          {t('cases.short_search')}
        </Text>
      )}
      <Group gap={8} grow wrap="nowrap">
        <Select
          size="xs"
          aria-label={t('panel.status')}
          placeholder={t('cases.every_status')}
          clearable
          clearButtonProps={{ 'aria-label': t('cases.every_status') }}
          data={CASE_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
          value={place.status}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) =>
            go({ status: CASE_STATUSES.find((status) => status === value) ?? null })
          }
        />
        <Select
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
      </Group>
      <Checkbox
        mt={8}
        size="xs"
        label={`${t('referrals.only_stuck')} (${stuck.data?.items.length ?? 0})`}
        checked={place.stuck === 'yes'}
        onChange={(event) => go({ stuck: event.currentTarget.checked ? 'yes' : '' })}
      />
    </>
  );
}
