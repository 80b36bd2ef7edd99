import { Button, Radio, Stack, Textarea, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgencyPage } from '../shapes.ts';

const NEEDS_NOTE: readonly string[] = ['returned', 'need_more_evidence'];

/** The state that the agency tells, and a word to it. */
export function AnswerForm(props: {
  answers: AgencyPage['answers'];
  send: (status: string, note: string) => Promise<void>;
}) {
  const { t } = useTranslation();
  const [status, setStatus] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const noNote = NEEDS_NOTE.includes(status) && note.trim() === '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (status === '' || noNote || busy) return;
    setBusy(true);
    await props.send(status, note.trim());
    setBusy(false);
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack>
        <Title order={2} size="h4">
          {t('answer')}
        </Title>
        <Radio.Group
          label={t('choose')}
          value={status}
          onChange={setStatus}
          error={tried && status === '' ? t('choose_missing') : undefined}
        >
          <Stack gap="xs" mt="xs">
            {props.answers.map((answer) => (
              <Radio key={answer} size="md" value={answer} label={t(`referral.${answer}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          size="md"
          label={t('note')}
          description={t('note_hint')}
          autosize
          minRows={3}
          maxLength={2000}
          error={tried && noNote ? t('note_missing') : undefined}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" size="lg" aria-busy={busy}>
          {t('send')}
        </Button>
      </Stack>
    </form>
  );
}
