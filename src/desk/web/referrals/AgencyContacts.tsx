import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { AgencyView } from '../../referrals/referral-shapes.ts';

const CONTACTS = ['email', 'hotline', 'line', 'website', 'hours'] as const;

/** How an agency is reached; what nobody has verified is marked as such. */
export function AgencyContacts({ agency }: { agency: AgencyView }) {
  const { t, i18n } = useTranslation();
  const dates = useDates();
  const language = i18n.language === 'en' ? 'en' : 'th';
  const known = CONTACTS.flatMap((contact) => {
    const value = contact === 'hours' ? agency.hours?.[language] : agency[contact];
    return value ? [{ contact, value }] : [];
  });
  return (
    <>
      {known.map(({ contact, value }) => (
        <Text key={contact} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t(`referrals.contact.${contact}`)} {value}
          {agency.unverified.includes(contact) && <Unverified />}
        </Text>
      ))}
      {agency.note !== null && (
        <Text size="xs" c="dimmed">
          {agency.note}
        </Text>
      )}
      {agency.needsReview && (
        <Text size="xs" c="dimmed">
          {t('referrals.needs_review', { at: dates.day(agency.reviewed) })}
        </Text>
      )}
    </>
  );
}

export function Unverified() {
  const { t } = useTranslation();
  return (
    <Text span inherit fw={600}>
      {' '}
      ({t('referrals.unverified')})
    </Text>
  );
}
