import { ActionIcon, Button, Text } from '@mantine/core';
import { IconUsers, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ThreadView } from '../view-types.ts';
import { act, readThread } from './api.ts';
import { Composer } from './Composer.tsx';
import { PageAvatar } from './PageAvatar.tsx';
import styles from './simulator.module.css';
import { TesterMenu } from './TesterMenu.tsx';
import { ThreadLog } from './ThreadLog.tsx';
import { useAction } from './use-action.ts';
import { LOCALES, useLanguage, useWords } from './words.ts';

/** One person's Messenger with the thread of the Page. */
export function Phone(props: {
  readonly psid: string;
  readonly isConnected: boolean;
  /** Shows the list of people; null where it is on screen already. */
  readonly onList: (() => void) | null;
  readonly onClose: (() => void) | null;
}) {
  const { psid, isConnected, onList, onClose } = props;
  const words = useWords();
  const locale = LOCALES[useLanguage()];
  const { data: thread } = useQuery({
    queryKey: ['thread', psid, locale],
    queryFn: () => readThread(psid, locale),
    placeholderData: (before) => before,
  });
  const { notice, run } = useAction();
  if (thread === undefined) return <section className={styles['phone']} aria-busy />;
  return (
    <section className={styles['phone']} aria-label={words.conversation(thread.name)}>
      <header className={styles['bar']}>
        {onList !== null && (
          <ActionIcon variant="subtle" size="lg" aria-label={words.people} onClick={onList}>
            <IconUsers size={20} />
          </ActionIcon>
        )}
        <PageAvatar />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text fw={600} truncate component="h2" m={0}>
            {thread.page.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {words.asPerson(thread.name)}
          </Text>
        </div>
        <TesterMenu thread={thread} run={run} />
        {onClose !== null && (
          <ActionIcon variant="subtle" size="lg" aria-label={words.close} onClick={onClose}>
            <IconX size={20} />
          </ActionIcon>
        )}
      </header>
      {!isConnected && (
        <div className={styles['strip']} role="alert">
          {words.offline}
        </div>
      )}
      <States thread={thread} />
      <ThreadLog thread={thread} run={run} />
      <QuickReplies thread={thread} run={run} />
      <Text
        className={styles['strip'] ?? ''}
        role="status"
        c={notice?.kind === 'failed' ? 'red' : 'dimmed'}
        display={notice === null ? 'none' : 'block'}
      >
        {notice?.text}
      </Text>
      {thread.getStarted ? (
        <Button
          m="md"
          size="md"
          radius="xl"
          data-testid="sim-get-started"
          onClick={() => run(act(psid, 'get-started'))}
        >
          {words.getStarted}
        </Button>
      ) : (
        <Composer thread={thread} run={run} />
      )}
    </section>
  );
}

/** What hinders the Page from writing, if anything does. */
function States({ thread }: { readonly thread: ThreadView }) {
  const words = useWords();
  const states = [
    thread.messages.length > 0 ? words.window[thread.window] : '',
    thread.hoursAhead > 0 ? words.ahead(thread.hoursAhead) : '',
    thread.elsewhere ? words.elsewhere : '',
  ].filter((text) => text !== '');
  if (states.length === 0) return null;
  return (
    <Text className={styles['strip'] ?? ''} bg="yellow.1" c="dark.7" data-testid="sim-state">
      {states.map((text) => (
        <span key={text} style={{ display: 'block' }}>
          {text}
        </span>
      ))}
    </Text>
  );
}

/** Only under the newest message: they vanish with the next one, as in Messenger. */
function QuickReplies(props: {
  readonly thread: ThreadView;
  readonly run: (action: Promise<unknown>) => void;
}) {
  const words = useWords();
  const { psid, messages } = props.thread;
  const last = messages.at(-1);
  if (last === undefined || last.quickReplies.length === 0) return null;
  return (
    <div className={styles['replies']} role="group" aria-label={words.quickReplies}>
      {last.quickReplies.map((title, index) => (
        <Button
          key={`${last.id}-${index}`}
          variant="outline"
          radius="xl"
          size="sm"
          data-testid="sim-quick-reply"
          onClick={() => props.run(act(psid, 'tap', { messageId: last.id, index }))}
        >
          {title}
        </Button>
      ))}
    </div>
  );
}
