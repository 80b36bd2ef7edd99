import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

const SHORTEST = 3;

/** A step that needs a reason of a few words. */
export function ReasonForm(props: {
  label: string;
  action: string;
  colour?: string;
  busy: boolean;
  close: () => void;
  onGiven: (reason: string) => Promise<boolean>;
}) {
  const { label, action, colour, busy, close, onGiven } = props;
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const given = reason.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (given.length < SHORTEST || busy) return;
    if (await onGiven(given)) close();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap={6}>
        <TextInput
          size="xs"
          label={label}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group gap={4}>
          <Button
            type="submit"
            size="compact-xs"
            loading={busy}
            disabled={given.length < SHORTEST}
            {...(colour !== undefined && { color: colour })}
          >
            {action}
          </Button>
          <Button size="compact-xs" variant="default" onClick={close}>
            {t('cases.leave')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
