import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

/** What a step needs to be told before it is taken: where the mail goes, or why it is withdrawn. */
export function ReferralStep(props: {
  step: 'resend' | 'withdraw';
  /** What sending is called. */
  send: string;
  address: string;
  busy: boolean;
  work: (text: string) => Promise<boolean>;
  close: () => void;
}) {
  const { step, send, address, busy, work, close } = props;
  const { t } = useTranslation();
  const mail = step === 'resend';
  const [text, setText] = useState(mail ? address : '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (await work(text.trim())) close();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="xs" mt="xs">
        <TextInput
          size="xs"
          autoFocus
          type={mail ? 'email' : 'text'}
          required={mail}
          withAsterisk={false}
          maxLength={mail ? 254 : 2000}
          label={t(mail ? 'referrals.resend_to' : 'referrals.withdraw_note')}
          description={t(mail ? 'referrals.resend_hint' : 'referrals.withdraw_hint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" size="compact-sm" loading={busy}>
            {mail ? send : t('referrals.withdraw')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={close}>
            {t('referrals.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
