import { Button, Group } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConversationView } from '../../shapes.ts';
import { useSuggestions } from './reply-help.ts';

/** Answers that may fit the person's last words: put into the field, never sent by themselves. */
export function Suggestions(props: {
  conversation: ConversationView;
  onChoose: (text: string) => void;
}) {
  const { conversation, onChoose } = props;
  const { t } = useTranslation();
  const found = useSuggestions(conversation, true);
  if (found.length === 0) return null;
  return (
    <Group gap={6} mb={6} role="group" aria-label={t('replies.suggested')}>
      {found.map(({ id, title, text }) => (
        <Button
          key={id}
          size="compact-xs"
          variant="default"
          leftSection={<IconBulb size={14} aria-hidden />}
          onClick={() => onChoose(text)}
          data-testid="desk-suggestion"
        >
          {title}
        </Button>
      ))}
    </Group>
  );
}
