import { ActionIcon, Group, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMoodSmile } from '@tabler/icons-react';
import type { MessageView } from '../view-types.ts';
import { act } from './api.ts';
import { MessageContent } from './MessageContent.tsx';
import { OwnMessageMenu } from './OwnMessageMenu.tsx';
import { REACTIONS } from './reactions.ts';
import styles from './simulator.module.css';
import { useWords } from './words.ts';

type Run = (action: Promise<unknown>) => void;

/** One message with its reactions and, under the newest own one, how far it came. */
export function Message(props: {
  readonly psid: string;
  readonly message: MessageView;
  /** Whether the one before came from the other side. */
  readonly isFirst: boolean;
  readonly showsStatus: boolean;
  readonly run: Run;
}) {
  const words = useWords();
  const { psid, message, isFirst, showsStatus, run } = props;
  const isMine = message.side === 'person';
  const shown = REACTIONS.filter(({ name }) => Object.values(message.reactions).includes(name));
  const status = isMine && message.seen ? 'seen' : message.status;
  const notes = [
    message.by === 'inbox' ? words.byInbox : '',
    message.edits > 0 && message.content.kind !== 'taken_back' ? words.edited : '',
    isMine && (showsStatus || message.status === 'failed') ? words.status[status] : '',
  ].filter((text) => text !== '');
  return (
    <>
      <div
        className={styles['row']}
        data-mine={isMine || undefined}
        data-first={isFirst || undefined}
      >
        <div
          className={styles['bubble']}
          data-testid={isMine ? 'sim-out' : 'sim-in'}
          data-wide={message.content.kind === 'cards' || undefined}
        >
          <MessageContent
            content={message.content}
            onPress={(button) => run(act(psid, 'postback', button))}
          />
          {shown.length > 0 && (
            <span className={styles['reaction']} data-testid="sim-reaction">
              {shown.map(({ name, Icon, color }) => (
                <Icon
                  key={name}
                  size={15}
                  color={`var(--mantine-color-${color}-6)`}
                  role="img"
                  aria-label={words.reactions[name]}
                />
              ))}
            </span>
          )}
        </div>
        {isMine && <OwnMessageMenu psid={psid} message={message} run={run} />}
        {!isMine && <ReactionPicker psid={psid} message={message} run={run} />}
      </div>
      {notes.length > 0 && (
        <div
          className={styles['under']}
          data-mine={isMine || undefined}
          data-failed={message.status === 'failed' || undefined}
          data-testid="sim-status"
        >
          {notes.join(' · ')}
        </div>
      )}
    </>
  );
}

function ReactionPicker(props: {
  readonly psid: string;
  readonly message: MessageView;
  readonly run: Run;
}) {
  const words = useWords();
  const [isOpen, picker] = useDisclosure(false);
  const { psid, message, run } = props;
  const own = message.reactions.person;
  const react = (reaction: string | null) => {
    picker.close();
    run(act(psid, 'reaction', { messageId: message.id, reaction }));
  };
  return (
    <Popover opened={isOpen} onDismiss={picker.close} position="top" trapFocus withRoles={false}>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={words.react}
          aria-expanded={isOpen}
          onClick={picker.toggle}
        >
          <IconMoodSmile size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={4} role="dialog" aria-label={words.react}>
        <Group gap={2} wrap="nowrap">
          {REACTIONS.map(({ name, Icon, color }) => (
            <ActionIcon
              key={name}
              variant={own === name ? 'light' : 'subtle'}
              color={color}
              size="lg"
              aria-label={own === name ? words.unreact : words.reactions[name]}
              onClick={() => react(own === name ? null : name)}
            >
              <Icon size={20} aria-hidden />
            </ActionIcon>
          ))}
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
