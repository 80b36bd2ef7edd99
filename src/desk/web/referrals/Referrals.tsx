import { Alert, Anchor, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shapes.ts';
import { ReferralItem } from './ReferralItem.tsx';
import { ReferralOffers } from './ReferralOffers.tsx';
import { bundleOf, useAgencies, useReferrals, useReferring } from './referring.ts';

/** Who has the case, and who else could take it. */
export function Referrals({ record }: { record: CaseView }) {
  const { t } = useTranslation();
  const { reference } = record;
  const { data } = useReferrals(reference);
  const agencies = useAgencies().data?.items ?? [];
  const referring = useReferring(reference);
  const { problem } = referring;
  // The same rule as the server's: an open case can always be asked for more.
  const open =
    record.status === 'need_more_evidence' || record.allowedNext.includes('need_more_evidence');
  return (
    <section data-testid="desk-referrals">
      <Title order={3} size="h6" mb={4}>
        {t('referrals.title')}
      </Title>
      <Stack gap="sm">
        {problem !== null && (
          <Alert color="red" role="alert" title={t(problem.key, problem.values)} />
        )}
        <Anchor size="sm" href={bundleOf(reference)} download>
          {t('referrals.bundle')}
        </Anchor>
        {data?.items.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('referrals.none')}
          </Text>
        )}
        {data?.items.map((referral) => (
          <ReferralItem
            key={referral.id}
            referral={referral}
            agency={agencies.find(({ id }) => id === referral.agency) ?? null}
            mails={data.mails}
            referring={referring}
          />
        ))}
        {!open && (
          <Text size="sm" c="dimmed">
            {t('referrals.closed')}
          </Text>
        )}
        {open && data !== undefined && (
          <ReferralOffers record={record} now={data} agencies={agencies} referring={referring} />
        )}
      </Stack>
    </section>
  );
}
