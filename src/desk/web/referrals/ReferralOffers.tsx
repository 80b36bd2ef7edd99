import { Select, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgencyView, CaseReferralsView } from '../../referrals/referral-shapes.ts';
import type { CaseView } from '../../shapes.ts';
import { AgencyOffer } from './AgencyOffer.tsx';
import type { Referring } from './referring.ts';

/** The agencies that take the case's type, then any other. */
export function ReferralOffers(props: {
  record: CaseView;
  now: CaseReferralsView;
  agencies: readonly AgencyView[];
  referring: Referring;
}) {
  const { record, now, agencies, referring } = props;
  const { t, i18n } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  // What may still be withdrawn is with an agency, or on its way there.
  const open = now.items.filter(({ may }) => may.withdraw);
  const free = ({ id }: AgencyView) => open.every((one) => one.agency !== id);
  const offers = now.suggestions.filter(({ agency }) => free(agency));
  const suggested = new Set(now.suggestions.map(({ agency }) => agency.id));
  const others = agencies.filter((agency) => free(agency) && !suggested.has(agency.id));
  const other = others.find(({ id }) => id === chosen);
  const of = { record, open, agencies, mails: now.mails, referring };
  return (
    <>
      <Title order={4} size="sm">
        {t('referrals.suggested')}
      </Title>
      {now.suggestions.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('referrals.no_suggestion')}
        </Text>
      )}
      <Stack gap="sm">
        {offers.map((offer) => (
          <AgencyOffer key={offer.agency.id} {...of} {...offer} />
        ))}
      </Stack>
      <Select
        label={t('referrals.other')}
        placeholder={t('referrals.choose_other')}
        data={others.map(({ id, name }) => ({
          value: id,
          label: i18n.language === 'en' ? name.en : name.th,
        }))}
        value={other?.id ?? null}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('referrals.cancel') }}
        comboboxProps={{ withinPortal: false }}
        onChange={setChosen}
      />
      {other !== undefined && (
        <AgencyOffer key={other.id} {...of} agency={other} present={null} missing={null} />
      )}
    </>
  );
}
