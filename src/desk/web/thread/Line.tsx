import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { ConversationView, MessageView } from '../../shapes.ts';
import { Content } from './Content.tsx';
import { DeliveryMark } from './DeliveryMark.tsx';
import classes from '../desk.module.css';
import { useName } from '../name.ts';
import { Notice } from '../Notice.tsx';
import { Quote } from './Quote.tsx';
import { Reaction } from './Reaction.tsx';
import { Versions } from './Versions.tsx';

/** One line of the thread: a notice, a note, or a bubble with who said it and how far it came. */
export function Line(props: {
  message: MessageView;
  conversation: ConversationView;
  onResend?: (messageId: string) => unknown;
}) {
  const { message, conversation, onResend } = props;
  const { t } = useTranslation();
  const dates = useDates();
  const person = useName(conversation);
  const { author } = message;
  if (message.direction === 'none') {
    const { content } = message;
    if (content.kind === 'notice') return <Notice notice={content.notice} at={message.at} />;
    const name = author.kind === 'agent' ? author.name : t(`author.${author.kind}`);
    return (
      <div className={`${classes['bubble']} ${classes['note']}`} data-testid="desk-note">
        <Text size="xs">
          {t('note', { name })} · {dates.time(message.at)}
        </Text>
        <div className={classes['words']}>{content.text}</div>
      </div>
    );
  }
  const side =
    message.direction === 'in' ? 'in' : author.kind === 'bot' ? 'byBot' : ('byAgent' as const);
  const name = {
    agent: author.kind === 'agent' ? author.name : '',
    consumer: person,
    bot: t('author.bot'),
    page: t('author.page'),
    system: t('author.system'),
  }[author.kind];
  return (
    <div className={`${classes['bubble']} ${classes[side]}`} data-testid="desk-line">
      <Text size="xs" c="dimmed">
        {name} · {dates.time(message.at)}
        {message.direction === 'in' && message.standby && ` · ${t('standby')}`}
      </Text>
      {message.direction === 'in' && message.replyTo !== null && (
        <Quote of={message.replyTo} person={person} />
      )}
      <Content message={message} conversation={conversation.id} />
      {message.direction === 'in' && <Versions items={message.versions} />}
      {message.reaction !== null && <Reaction of={message.reaction} />}
      {message.direction === 'out' && (
        <DeliveryMark
          delivery={message.delivery}
          {...(onResend && { onResend: () => void onResend(message.id) })}
        />
      )}
    </div>
  );
}
