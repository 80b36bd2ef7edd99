import { Button, Stack, Text } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { AuditFilters } from './AuditFilters.tsx';
import { readAuditPlace, writeAuditPlace, type AuditPlace } from './audit-place.ts';
import { useAudit } from './audit-reading.ts';
import { AuditRows } from './AuditRows.tsx';
import { explain } from '../problems.ts';
import { StaffPage } from '../StaffPage.tsx';
import { subscribeToPlace } from '../inbox/use-place.ts';
import { VerifyAudit } from './VerifyAudit.tsx';

/** Who did what, for those who answer for it: searched, paged, and its chain verified. */
export function AuditPage() {
  const { t } = useTranslation();
  const hash = useSyncExternalStore(subscribeToPlace, () => location.hash);
  const place = readAuditPlace(hash);
  const go = (next: Partial<AuditPlace>) => {
    history.replaceState(null, '', writeAuditPlace({ ...place, ...next }));
    dispatchEvent(new HashChangeEvent('hashchange'));
  };
  const found = useAudit(place);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const problem = found.error === null ? null : explain(found.error, 'other');
  return (
    <StaffPage title={t('audit.title')}>
      <Stack gap="sm">
        <VerifyAudit />
        <AuditFilters place={place} go={go} />
        {problem !== null && <Text role="alert">{t(problem.key, problem.values)}</Text>}
        {found.isSuccess && items.length === 0 && <Text c="dimmed">{t('cases.no_audit')}</Text>}
        <AuditRows items={items} label={t('audit.title')} testid="desk-audit-all" subjects />
        {found.hasNextPage && (
          <Button
            size="xs"
            variant="default"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t('list.more')}
          </Button>
        )}
      </Stack>
    </StaffPage>
  );
}
