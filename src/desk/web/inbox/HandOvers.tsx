import {
  Alert,
  Anchor,
  Button,
  Checkbox,
  Group,
  Modal,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import { useHandOverAct, useHandOvers } from './duty.ts';
import { writePlace } from './place.ts';

/** What earlier shifts told, until it is read; and the wish for a note when one's own shift ends. */
export function HandOvers({
  writing,
  onWriting,
}: {
  writing: boolean;
  onWriting: (on: boolean) => void;
}) {
  const { t } = useTranslation();
  const dates = useDates();
  const { data } = useHandOvers();
  const act = useHandOverAct();
  if (data === undefined) return null;
  return (
    <>
      {data.wanted !== null && (
        <Alert
          color="blue"
          p="xs"
          title={t('handover.wanted', {
            shift: data.wanted.shift,
            at: dates.time(data.wanted.endsAt),
          })}
        >
          <Button size="xs" onClick={() => onWriting(true)}>
            {t('handover.write')}
          </Button>
        </Alert>
      )}
      {data.items.map((note) => (
        <Alert
          key={note.id}
          color="yellow"
          p="xs"
          data-testid="desk-hand-over"
          title={t('handover.from', { name: note.by, at: dates.full(note.at) })}
        >
          <Stack gap={4}>
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
              {note.text}
            </Text>
            {note.conversations.map((one) => (
              <Anchor
                key={one.id}
                size="sm"
                href={writePlace({ list: 'all', conversation: one.id, pane: 'thread' })}
              >
                {one.name ?? t('handover.nameless')}
                {one.holder !== null && ` · ${one.holder}`}
              </Anchor>
            ))}
            <Group>
              <Button
                size="xs"
                variant="default"
                onClick={() => act.mutate({ act: 'read', id: note.id })}
              >
                {t('handover.read')}
              </Button>
            </Group>
          </Stack>
        </Alert>
      ))}
      <Modal
        opened={writing}
        onClose={() => onWriting(false)}
        title={t('handover.title')}
        closeButtonProps={{ 'aria-label': t('keys.close') }}
      >
        <WriteNote open={data.open} onDone={() => onWriting(false)} />
      </Modal>
    </>
  );
}

function WriteNote({ open, onDone }: { open: number; onDone: () => void }) {
  const { t } = useTranslation();
  const act = useHandOverAct();
  const [text, setText] = useState('');
  const [putBack, setPutBack] = useState(open > 0);
  const write = async () => {
    await act.mutateAsync({ act: 'write', text: text.trim(), putBack: putBack && open > 0 });
    onDone();
  };
  return (
    <Stack>
      <Textarea
        label={t('handover.text')}
        autosize
        minRows={4}
        maxLength={5_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Text size="sm">{t('handover.open', { number: open })}</Text>
      {open > 0 && (
        <Checkbox
          label={t('handover.put_back')}
          checked={putBack}
          onChange={(event) => setPutBack(event.currentTarget.checked)}
        />
      )}
      {act.isError && <Text role="alert">{t('problem.server')}</Text>}
      <Button loading={act.isPending} disabled={text.trim() === ''} onClick={() => void write()}>
        {t('handover.send')}
      </Button>
    </Stack>
  );
}
