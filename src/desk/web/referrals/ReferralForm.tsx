import { Button, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfferProps } from './AgencyOffer.tsx';
import { bundleOf } from './referring.ts';

/** The last look before a person's data goes to an agency: how, beside or instead of whom, and a word. */
export function ReferralForm(props: OfferProps & { close: () => void }) {
  const { record, agency, open, agencies, mails, referring, close } = props;
  const { t, i18n } = useTranslation();
  const [note, setNote] = useState('');
  const [beside, setBeside] = useState('together');
  const nameOf = (id: string) => {
    const found = agencies.find((one) => one.id === id);
    return (i18n.language === 'en' ? found?.short.en : found?.short.th) ?? id;
  };
  const replaced = open.find(({ id }) => id === beside) ?? null;
  const refer = async (by: 'email' | 'hand') => {
    const left = open.filter((one) => one !== replaced).length;
    const order = { agency: agency.id, by, note: note.trim() };
    const instead = replaced?.id ?? null;
    const done = await referring.refer({ ...order, together: left > 0, instead });
    if (!done) return;
    if (by === 'hand') download(record.reference);
    close();
  };
  return (
    <Stack gap="xs" mt="xs">
      {open.length > 0 && (
        <Radio.Group label={t('referrals.beside')} value={beside} onChange={setBeside} size="xs">
          <Stack gap={6} mt={4}>
            <Radio size="xs" value="together" label={t('referrals.together')} />
            {open.map(({ id, agency: holder }) => (
              <Radio
                key={id}
                size="xs"
                value={id}
                label={t('referrals.instead', { agency: nameOf(holder) })}
              />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <Textarea
        label={t('referrals.note')}
        size="xs"
        autosize
        autoFocus
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {agency.email !== null && mails ? (
        <Button
          size="compact-sm"
          h="auto"
          styles={{ label: { whiteSpace: 'normal', lineHeight: 1.5, overflowWrap: 'anywhere' } }}
          loading={referring.busy}
          onClick={() => void refer('email')}
        >
          {t('referrals.by_email', { to: agency.email })}
        </Button>
      ) : (
        <>
          <Text size="xs" c="dimmed">
            {t(mails ? 'referrals.why_hand.no_address' : 'referrals.why_hand.no_mailer')}
          </Text>
          <Button size="compact-sm" loading={referring.busy} onClick={() => void refer('hand')}>
            {t('referrals.by_hand')}
          </Button>
        </>
      )}
      <Button size="compact-sm" variant="default" onClick={close}>
        {t('referrals.cancel')}
      </Button>
    </Stack>
  );
}

function download(reference: string): void {
  const link = document.createElement('a');
  link.href = bundleOf(reference);
  link.download = '';
  link.click();
}
