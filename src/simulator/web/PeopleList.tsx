import { Avatar, Badge, Button, Group, Text, Title, UnstyledButton } from '@mantine/core';
import { IconLanguage, IconPaperclip, IconUserPlus } from '@tabler/icons-react';
import type { PersonSummary } from '../view-types.ts';
import styles from './simulator.module.css';
import { useWords } from './words.ts';

/** Everybody who can write to the Page. */
export function PeopleList(props: {
  readonly people: readonly PersonSummary[];
  readonly open: readonly string[];
  readonly problem: string | null;
  readonly onShow: (psid: string) => void;
  readonly onAdd: () => void;
  readonly onLanguage: () => void;
}) {
  const words = useWords();
  return (
    <>
      <Group justify="space-between" p="sm" gap={4} wrap="nowrap">
        <Title order={2} size="h5">
          {words.title}
        </Title>
        <Button
          size="compact-sm"
          variant="subtle"
          flex="none"
          leftSection={<IconLanguage size={16} aria-hidden />}
          onClick={props.onLanguage}
        >
          {words.language}
        </Button>
      </Group>
      <Title order={3} size="xs" c="dimmed" px="sm" pb={4}>
        {words.people}
      </Title>
      {props.people.map(({ psid, name, preview, lastKind, unread }) => (
        <UnstyledButton
          key={psid}
          className={styles['entry'] ?? ''}
          aria-current={props.open.includes(psid)}
          onClick={() => props.onShow(psid)}
        >
          <Avatar color="indigo.8" variant="filled" radius="xl" aria-hidden>
            {firstLetter(name)}
          </Avatar>
          <div style={{ flex: 1, minWidth: 0 }}>
            <Text size="sm" fw={unread > 0 ? 700 : 500} truncate>
              {name}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {lastKind === null && words.noMessages}
              {lastKind === 'sticker' && words.sticker}
              {lastKind === 'taken_back' && words.takenBack}
              {lastKind === 'attachments' && <IconPaperclip size={12} aria-hidden />}
              {preview}
            </Text>
          </div>
          {unread > 0 && (
            <Badge size="sm" circle aria-label={words.unread(unread)}>
              {unread}
            </Badge>
          )}
        </UnstyledButton>
      ))}
      <Button
        m="sm"
        variant="light"
        leftSection={<IconUserPlus size={18} aria-hidden />}
        onClick={props.onAdd}
      >
        {words.addPerson}
      </Button>
      {props.problem !== null && (
        <Text size="sm" c="red" px="sm" role="alert">
          {props.problem}
        </Text>
      )}
    </>
  );
}

/** Thai writes some vowels before their consonant; they stand for nobody. */
function firstLetter(name: string): string {
  return /[^เแโใไ\s]/u.exec(name)?.[0] ?? '';
}
