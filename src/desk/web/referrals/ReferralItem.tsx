import { Button, Card, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { AgencyView, ReferralView } from '../../referrals/referral-shapes.ts';
import classes from '../desk.module.css';
import { ReferralStep } from './ReferralStep.tsx';
import type { Referring } from './referring.ts';

/** One referral: where it stands, what went wrong with its mail, and what may be done with it. */
export function ReferralItem(props: {
  referral: ReferralView;
  /** Null: the registry does not have it any more. */
  agency: AgencyView | null;
  mails: boolean;
  referring: Referring;
}) {
  const { referral, agency, mails, referring } = props;
  const { id, status, mail, overdueSince, history, may } = referral;
  const { t, i18n } = useTranslation();
  const dates = useDates();
  const [step, setStep] = useState<'resend' | 'withdraw' | null>(null);
  const name = (i18n.language === 'en' ? agency?.name.en : agency?.name.th) ?? referral.agency;
  const button = (key: 'mail_it' | 'resend' | 'hand_over' | 'withdraw', onClick: () => void) => (
    <Button
      size="compact-xs"
      variant="default"
      disabled={referring.busy}
      aria-label={t('referrals.actions', { what: t(`referrals.${key}`), agency: name })}
      onClick={onClick}
    >
      {t(`referrals.${key}`)}
    </Button>
  );
  return (
    <Card withBorder padding="xs" data-testid="desk-referral">
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <Text size="sm">{t(`referrals.status.${status}`)}</Text>
      {overdueSince !== null && (
        <Text size="xs" fw={600} className={classes['alarm']}>
          {t('referrals.overdue', { at: dates.full(overdueSince) })}
        </Text>
      )}
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {mail === null ? t('referrals.handed') : t('referrals.mailed_to', { to: mail.to })}
      </Text>
      {mail !== null && mail.problem !== null && (
        <Text size="xs" className={classes['alarm']}>
          {t(`referrals.mail_problem.${mail.problem}`)} ·{' '}
          {t('referrals.tried', { count: mail.attempts })}
          {mail.nextTryAt !== null &&
            ` · ${t('referrals.next_try', { at: dates.full(mail.nextTryAt) })}`}
        </Text>
      )}
      {history.map((event) => (
        <Text
          key={`${event.at} ${event.status}`}
          size="xs"
          c="dimmed"
          style={{ overflowWrap: 'anywhere' }}
        >
          {dates.full(event.at)} · {t(`referrals.status.${event.status}`)} ·{' '}
          {event.name ?? t(`referrals.by.${event.by}`)}
          {event.note !== null && ` · ${event.note}`}
        </Text>
      ))}
      {step === null ? (
        <Group gap={6} mt={4}>
          {may.resend &&
            mails &&
            button(mail === null ? 'mail_it' : 'resend', () => setStep('resend'))}
          {may.handOver && button('hand_over', () => void referring.handOver(id))}
          {may.withdraw && button('withdraw', () => setStep('withdraw'))}
        </Group>
      ) : (
        <ReferralStep
          step={step}
          send={t(mail === null ? 'referrals.mail_it' : 'referrals.resend')}
          address={mail?.to ?? agency?.email ?? ''}
          busy={referring.busy}
          work={(text) => referring[step](id, text)}
          close={() => setStep(null)}
        />
      )}
    </Card>
  );
}
