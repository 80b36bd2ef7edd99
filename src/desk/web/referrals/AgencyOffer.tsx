import { Button, Card, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgencyView, ReferralView } from '../../referrals/referral-shapes.ts';
import type { CaseView } from '../../shapes.ts';
import { AgencyContacts, Unverified } from './AgencyContacts.tsx';
import classes from '../desk.module.css';
import { ReferralForm } from './ReferralForm.tsx';
import type { Referring } from './referring.ts';

export interface OfferProps {
  readonly record: CaseView;
  readonly agency: AgencyView;
  /** Null: nobody has compared it with the case, for it does not take its type. */
  readonly present: readonly string[] | null;
  readonly missing: readonly string[] | null;
  /** The referrals that are with an agency now. */
  readonly open: readonly ReferralView[];
  readonly agencies: readonly AgencyView[];
  readonly mails: boolean;
  readonly referring: Referring;
}

/** An agency that could take the case: why, what it needs, how to reach it, and the way there. */
export function AgencyOffer(props: OfferProps) {
  const { record, agency, present, missing } = props;
  const { t, i18n } = useTranslation();
  const [opened, setOpened] = useState(false);
  const language = i18n.language === 'en' ? 'en' : 'th';
  const list = (needs: readonly string[]) => needs.map((need) => t(`fact.${need}`)).join(', ');
  const type = t(`type.${record.type}`);
  const takes = agency.types.includes(record.type);
  return (
    <Card withBorder padding="xs" data-testid="desk-offer">
      <Group gap="xs" justify="space-between" wrap="nowrap" align="start">
        <Text size="sm" fw={600}>
          {agency.name[language]}
        </Text>
        {!opened && (
          <Button
            size="compact-sm"
            variant="default"
            style={{ flexShrink: 0 }}
            aria-label={t('referrals.refer_to', { agency: agency.name[language] })}
            onClick={() => setOpened(true)}
          >
            {t('referrals.refer')}
          </Button>
        )}
      </Group>
      <Text size="xs">
        {takes ? t('referrals.why', { type }) : t('referrals.not_its_type', { type })}
        {takes && agency.unverified.includes('types') && <Unverified />}
      </Text>
      {present !== null && present.length > 0 && (
        <Text size="xs">{t('referrals.present', { what: list(present) })}</Text>
      )}
      {missing !== null && missing.length > 0 && (
        <Text size="xs" className={classes['alarm']}>
          {t('referrals.missing', { what: list(missing) })}
        </Text>
      )}
      <AgencyContacts agency={agency} />
      {opened && <ReferralForm {...props} close={() => setOpened(false)} />}
    </Card>
  );
}
