import { Button, Text, VisuallyHidden } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { ConversationView, MessageView } from '../../shapes.ts';
import classes from '../desk.module.css';
import { firstUnread } from './first-unread.ts';
import { Line } from './Line.tsx';
import type { ThreadReading } from './thread-reading.ts';
import { useScroll } from './use-scroll.ts';

/** Older lines are read when so little is left above what is in sight. */
const NEAR_START = '400px';
/** Lines above and below those in sight that are kept as new as those. */
const SOON = 10;
const SEE_MS = 100;

/** The lines of a thread; older ones load when the reader scrolls up to them. */
export function ThreadLines(props: {
  conversation: ConversationView;
  /** Whose desk this is. */
  me: string;
  reading: ThreadReading;
  canResend: boolean;
  onResend: (messageId: string) => unknown;
}) {
  const { conversation, me, reading, canResend, onResend } = props;
  const { lines, older, loading, loadOlder } = reading;
  const { t } = useTranslation();
  const unreadFrom = useFirstUnread(lines, conversation.unread);
  const scroll = useScroll(lines, unreadFrom, me);
  const { outer, virtual, atEnd, newer, toEnd, onHold } = scroll;
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  const head = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (head.current === null || older === null || loading) return undefined;
    const options = { root: outer.current, rootMargin: `${NEAR_START} 0px 0px` };
    const observer = new IntersectionObserver((entries) => {
      // On a busy page several come at once: the last one is how it is.
      if (entries.at(-1)?.isIntersecting === true) void loadOlder();
    }, options);
    observer.observe(head.current);
    return () => observer.disconnect();
  }, [older, loading, loadOlder, outer]);
  const see = useDebouncedCallback(reading.see, SEE_MS);
  const from = lines[Math.max(0, startIndex - SOON)]?.seq;
  const to = lines[Math.min(lines.length - 1, endIndex + SOON)]?.seq;
  useEffect(() => {
    if (from !== undefined && to !== undefined) see({ from, to });
  }, [from, to, see]);
  return (
    <div style={{ position: 'relative', flex: 1, minHeight: 0, display: 'flex' }}>
      <div
        ref={outer}
        className={classes['lines']}
        tabIndex={0}
        data-own-arrows
        role="log"
        // Further up, lines are drawn by scrolling, which is no news.
        aria-live={atEnd ? 'polite' : 'off'}
        aria-label={t('thread_label')}
        data-testid="desk-lines"
        onFocus={({ target }) => onHold(lineAround(target))}
        onBlur={() => onHold(null)}
        onKeyDown={scroll.onKeyDown}
      >
        <div className={classes['linesInner']} style={{ height: virtual.getTotalSize() }}>
          <Text ref={head} size="xs" c="dimmed" ta="center" className={classes['linesHead'] ?? ''}>
            {reading.isRead && t(older === null ? 'beginning' : 'older')}
          </Text>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const message = lines[index];
            if (message === undefined) return null;
            return (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                data-line={message.id}
                className={classes['linePlace']}
                style={{ top: start }}
              >
                <PlacedLine
                  message={message}
                  previousAt={lines[index - 1]?.at ?? null}
                  isFirstUnread={message.id === unreadFrom}
                  conversation={conversation}
                  {...(canResend && isStuck(message) && { onResend })}
                />
              </div>
            );
          })}
        </div>
      </div>
      {/* The newest line may not be drawn, and so cannot speak for itself. */}
      <VisuallyHidden role="status">{newer && t('newer')}</VisuallyHidden>
      {newer && (
        <Button className={classes['newer']} size="xs" radius="xl" onClick={toEnd}>
          {t('newer')} ↓
        </Button>
      )}
    </div>
  );
}

/** A line, and above it the day that begins with it and that it is the first unread one. */
const PlacedLine = memo(function PlacedLine(props: {
  message: MessageView;
  /** Of the line before it; null: it is the first one. */
  previousAt: string | null;
  isFirstUnread: boolean;
  conversation: ConversationView;
  onResend?: (messageId: string) => unknown;
}) {
  const { message, previousAt, isFirstUnread, conversation, onResend } = props;
  const { t } = useTranslation();
  const dates = useDates();
  const day = dates.day(message.at);
  return (
    <>
      {(previousAt === null || day !== dates.day(previousAt)) && (
        <Text size="xs" fw={600} ta="center">
          {day}
        </Text>
      )}
      {isFirstUnread && (
        <div className={classes['unread']} role="separator" data-first-unread>
          {t('thread_unread')}
        </div>
      )}
      <Line message={message} conversation={conversation} {...(onResend && { onResend })} />
    </>
  );
});

/** The id of the line that a part of the page belongs to; null: to none. */
function lineAround(target: Element): string | null {
  return target.closest<HTMLElement>('[data-line]')?.dataset['line'] ?? null;
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
