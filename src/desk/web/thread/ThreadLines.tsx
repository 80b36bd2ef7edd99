import { Button, Text } from '@mantine/core';
import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { ConversationView, MessageView } from '../../shapes.ts';
import classes from '../desk.module.css';
import { firstUnread } from './first-unread.ts';
import { Line } from './Line.tsx';
import { useMessages } from '../reading.ts';
import { useScroll } from './use-scroll.ts';

/** The lines of a thread; older ones load when the reader scrolls up to them. */
export function ThreadLines(props: {
  conversation: ConversationView;
  canResend: boolean;
  onResend: (messageId: string) => unknown;
}) {
  const { conversation, canResend, onResend } = props;
  const { t } = useTranslation();
  const dates = useDates();
  const { data, hasNextPage, isFetching, fetchNextPage } = useMessages(conversation.id);
  const lines = useMemo(
    () => (data === undefined ? [] : data.pages.toReversed().flatMap(({ items }) => items)),
    [data],
  );
  const unreadFrom = useFirstUnread(lines, conversation.unread);
  const { outer, inner, newer, toEnd, onScroll } = useScroll(lines[0]?.id, lines.at(-1)?.id);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (top.current === null || !hasNextPage || isFetching) return undefined;
    const options = { root: outer.current, rootMargin: '200px 0px 0px' };
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) void fetchNextPage();
    }, options);
    observer.observe(top.current);
    return () => observer.disconnect();
  }, [hasNextPage, isFetching, fetchNextPage, outer]);
  return (
    <div style={{ position: 'relative', flex: 1, minHeight: 0, display: 'flex' }}>
      <div
        ref={outer}
        className={classes['lines']}
        onScroll={onScroll}
        tabIndex={0}
        data-own-arrows
        role="log"
        aria-label={t('thread_label')}
        data-testid="desk-lines"
      >
        <div ref={inner} className={classes['linesInner']}>
          <div ref={top}>
            <Text size="xs" c="dimmed" ta="center">
              {data !== undefined && t(hasNextPage ? 'older' : 'beginning')}
            </Text>
          </div>
          {lines.map((message, index) => (
            <Fragment key={message.id}>
              {dates.day(message.at) !== dates.day(lines[index - 1]?.at ?? '0001') && (
                <Text size="xs" fw={600} ta="center">
                  {dates.day(message.at)}
                </Text>
              )}
              {message.id === unreadFrom && (
                <div className={classes['unread']} role="separator" data-first-unread>
                  {t('thread_unread')}
                </div>
              )}
              <Line
                message={message}
                conversation={conversation}
                {...(canResend && isStuck(message) && { onResend })}
              />
            </Fragment>
          ))}
        </div>
      </div>
      {newer && (
        <Button className={classes['newer']} size="xs" radius="xl" onClick={toEnd}>
          {t('newer')} ↓
        </Button>
      )}
    </div>
  );
}

/** Only these can be sent again. */
function isStuck(message: MessageView): boolean {
  if (message.direction !== 'out') return false;
  return message.delivery.status === 'failed' || message.delivery.status === 'parked';
}

/** The line at which reading goes on, as it was when the thread was opened; null: all was read. */
function useFirstUnread(lines: readonly MessageView[], unread: number): string | null {
  const [from, setFrom] = useState<string | null | undefined>(undefined);
  if (from !== undefined) return from;
  if (lines.length === 0) return null;
  const found = firstUnread(lines, unread);
  setFrom(found);
  return found;
}
