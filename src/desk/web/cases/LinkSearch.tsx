import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, ConversationView } from '../../shapes.ts';
import { useLinkable } from './case-changing.ts';
import { useName } from '../name.ts';

/** Finds the conversation or the case that belongs to this one, by code, phone, account, name or words. */
export function LinkSearch(props: {
  of: 'conversation' | 'case';
  record: CaseView;
  busy: boolean;
  close: () => void;
  onChosen: (id: string) => Promise<boolean>;
}) {
  const { of, record, busy, close, onChosen } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const found = useLinkable(of, search);
  const choose = async (id: string) => {
    if (await onChosen(id)) close();
  };
  const conversations = found.conversations.filter(({ id }) => !record.conversations.includes(id));
  const cases = found.cases.filter(({ reference }) => reference !== record.reference);
  const count = conversations.length + cases.length;
  return (
    <Stack gap={6}>
      <TextInput
        size="xs"
        type="search"
        label={t(of === 'case' ? 'editing.search_case' : 'editing.search_chat')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed" aria-live="polite">
        {search === '' ? '' : `${t('list.results')}: ${count}`}
      </Text>
      {conversations.map((item) => (
        <ChatRow key={item.id} item={item} busy={busy} onChoose={() => void choose(item.id)} />
      ))}
      {cases.map(({ reference, type, status }) => (
        <Group key={reference} gap="xs" justify="space-between">
          <div>
            <Text size="sm" ff="monospace">
              {reference}
            </Text>
            <Text size="xs" c="dimmed">
              {t(`type.${type}`)} · {t(`status.${status}`)}
            </Text>
          </div>
          <Button
            size="compact-xs"
            loading={busy}
            aria-label={t('editing.same_as', { reference })}
            onClick={() => void choose(reference)}
          >
            {t('editing.same')}
          </Button>
        </Group>
      ))}
      <Button size="compact-xs" variant="default" onClick={close}>
        {t('cases.leave')}
      </Button>
    </Stack>
  );
}

function ChatRow({
  item,
  busy,
  onChoose,
}: {
  item: ConversationView;
  busy: boolean;
  onChoose: () => void;
}) {
  const { t } = useTranslation();
  const name = useName(item);
  return (
    <Group gap="xs" justify="space-between">
      <div>
        <Text size="sm">{name}</Text>
        <Text size="xs" c="dimmed">
          {item.cases.join(' · ')}
        </Text>
      </div>
      <Button
        size="compact-xs"
        loading={busy}
        aria-label={t('editing.link_of', { name })}
        onClick={onChoose}
      >
        {t('editing.link_it')}
      </Button>
    </Group>
  );
}
