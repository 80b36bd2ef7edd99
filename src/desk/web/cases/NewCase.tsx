import {
  Alert,
  Button,
  Checkbox,
  CopyButton,
  Group,
  Select,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COMPLAINT_TYPES } from '../../../domain/problem-types.ts';
import { useNewCase } from './case-changing.ts';

/** Opens a case of a conversation; what the person has told the bot goes into it by itself. */
export function NewCase(props: {
  conversation: string;
  /** What the bot took it for. */
  type: string | null;
  urgent: boolean;
  onOpened: (reference: string) => void;
}) {
  const { conversation, onOpened } = props;
  const { t } = useTranslation();
  const { open, busy, problem, secret } = useNewCase();
  const [shown, setShown] = useState(false);
  const [type, setType] = useState(COMPLAINT_TYPES.find((one) => one === props.type) ?? null);
  const [urgent, setUrgent] = useState(props.urgent);
  const [note, setNote] = useState('');
  const submit = async () => {
    const written = note.trim();
    const body = { conversation, type, urgent, ...(written !== '' && { note: written }) };
    const reference = await open(body);
    if (reference === null) return;
    setShown(false);
    setNote('');
    onOpened(reference);
  };
  if (secret !== null) {
    // The person could not be told in the chat: the officer tells it, this once.
    return (
      <Alert color="yellow" title={t('editing.secret')} data-testid="desk-secret">
        <Group gap="xs">
          <Text ff="monospace">{secret}</Text>
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="default" onClick={copy}>
                {t(copied ? 'panel.copied' : 'editing.copy_secret')}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Alert>
    );
  }
  if (!shown) {
    return (
      <Button size="compact-sm" variant="default" onClick={() => setShown(true)}>
        {t('editing.open_case')}
      </Button>
    );
  }
  return (
    <Stack gap="xs" data-testid="desk-new-case">
      {problem !== null && (
        <Alert color="red" role="alert" title={t(problem.key, problem.values)} />
      )}
      <Select
        size="xs"
        label={t('cases.type')}
        searchable
        data={COMPLAINT_TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
        value={type}
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => setType(COMPLAINT_TYPES.find((one) => one === value) ?? null)}
      />
      <Checkbox
        size="xs"
        label={t('editing.urgent')}
        checked={urgent}
        onChange={(event) => setUrgent(event.currentTarget.checked)}
      />
      <Textarea
        size="xs"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={5000}
        label={t('cases.new_note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed">
        {t('editing.open_hint')}
      </Text>
      <Group gap="xs">
        <Button
          size="compact-sm"
          disabled={type === null}
          loading={busy}
          onClick={() => void submit()}
        >
          {t('editing.open_case')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setShown(false)}>
          {t('cases.leave')}
        </Button>
      </Group>
    </Stack>
  );
}
