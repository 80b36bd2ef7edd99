import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '../../shapes.ts';
import classes from '../desk.module.css';

type Answered = NonNullable<Extract<MessageView, { direction: 'in' }>['replyTo']>;

/** The line that a line answers. */
export function Quote({ of: { from, text }, person }: { of: Answered; person: string }) {
  const { t } = useTranslation();
  const name =
    from === null
      ? null
      : from.kind === 'consumer'
        ? person
        : from.kind === 'agent'
          ? from.name
          : t(`author.${from.kind}`);
  return (
    <blockquote className={classes['quote']} data-testid="desk-quote">
      <Text size="xs" c="dimmed">
        {name === null ? t('answers_unknown') : t('answers', { name })}
      </Text>
      {from !== null && (
        <Text size="sm" lineClamp={2}>
          {text === '' ? t('no_words') : text}
        </Text>
      )}
    </blockquote>
  );
}
