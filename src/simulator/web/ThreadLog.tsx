import { Button, Stack, Text } from '@mantine/core';
import { Fragment, useEffect, useRef, useState } from 'react';
import type { MessageView, RefusalView, ThreadView } from '../view-types.ts';
import { act } from './api.ts';
import { Message } from './Message.tsx';
import { PageAvatar } from './PageAvatar.tsx';
import styles from './simulator.module.css';
import { useLanguage, useWords } from './words.ts';

const PAUSE_MS = 10 * 60_000;
const NEAR_PX = 160;

type Line =
  | { readonly kind: 'message'; readonly at: string; readonly message: MessageView }
  | { readonly kind: 'refusal'; readonly at: string; readonly refusal: RefusalView };

type Run = (action: Promise<unknown>) => void;

/** The thread, oldest first, kept at its end unless somebody reads further up. */
export function ThreadLog({ thread, run }: { readonly thread: ThreadView; readonly run: Run }) {
  const words = useWords();
  const log = useRef<HTMLDivElement>(null);
  const isTyping = useTyping(thread);
  const lines = linesOf(thread);
  const lastMine = thread.messages.findLast(({ side }) => side === 'person');
  const isFromMe = thread.messages.at(-1)?.side === 'person';
  useEffect(() => {
    const box = log.current;
    if (box === null) return;
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    const newest = box.lastElementChild?.clientHeight ?? 0;
    if (isFromMe || below < NEAR_PX + newest) box.scrollTop = box.scrollHeight;
  }, [lines.length, isTyping, isFromMe]);
  useEffect(() => {
    const box = log.current;
    return box === null ? undefined : keepEndInSight(box);
  }, []);
  return (
    <div
      ref={log}
      className={styles['log']}
      role="log"
      aria-live="polite"
      aria-label={words.conversation(thread.name)}
      tabIndex={0}
    >
      {thread.messages.length === 0 && <Welcome thread={thread} run={run} />}
      {lines.map((line, index) => {
        const before = lines[index - 1];
        const isPause =
          before === undefined || Date.parse(line.at) - Date.parse(before.at) > PAUSE_MS;
        const isFirst = sideOf(before) !== sideOf(line);
        return (
          <Fragment key={line.kind === 'message' ? line.message.id : line.at}>
            {isPause && <When at={line.at} />}
            {line.kind === 'message' ? (
              <Message
                psid={thread.psid}
                message={line.message}
                isFirst={isFirst}
                showsStatus={line.message.id === lastMine?.id}
                run={run}
              />
            ) : (
              <Refusal refusal={line.refusal} />
            )}
          </Fragment>
        );
      })}
      {isTyping && (
        <div className={styles['row']} data-first data-testid="sim-typing">
          <div className={styles['dots']} role="img" aria-label={words.typing}>
            <span />
            <span />
            <span />
          </div>
        </div>
      )}
    </div>
  );
}

/** Quick replies below take room away: whoever was at the end stays there. */
function keepEndInSight(box: HTMLElement): () => void {
  let height = box.clientHeight;
  const observer = new ResizeObserver(() => {
    const lost = height - box.clientHeight;
    height = box.clientHeight;
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    if (lost > 0 && below - lost < NEAR_PX) box.scrollTop = box.scrollHeight;
  });
  observer.observe(box);
  return () => observer.disconnect();
}

function linesOf({ messages, refusals }: ThreadView): readonly Line[] {
  const lines: Line[] = [
    ...messages.map((message) => ({ kind: 'message' as const, at: message.at, message })),
    ...refusals.map((refusal) => ({ kind: 'refusal' as const, at: refusal.at, refusal })),
  ];
  return lines.sort((left, right) => left.at.localeCompare(right.at));
}

function sideOf(line: Line | undefined): string {
  return line?.kind === 'message' ? line.message.side : '';
}

/** The server says for how long the dots are to be shown; nothing changes there when they end. */
function useTyping({ typingForMs, messages }: ThreadView): boolean {
  const [isTyping, setTyping] = useState(false);
  const count = messages.length;
  useEffect(() => {
    setTyping(typingForMs > 0);
    const timer = setTimeout(() => setTyping(false), typingForMs);
    return () => clearTimeout(timer);
  }, [typingForMs, count]);
  return isTyping;
}

function When({ at }: { readonly at: string }) {
  const format = new Intl.DateTimeFormat(useLanguage(), {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (
    <time className={styles['when']} dateTime={at}>
      {format.format(new Date(at))}
    </time>
  );
}

function Refusal({ refusal }: { readonly refusal: RefusalView }) {
  const words = useWords();
  const { code, subcode, message } = refusal;
  return (
    <div className={styles['refusal']} data-testid="sim-refusal" title={message}>
      {words.refused(subcode === null ? `${code}` : `${code}/${subcode}`)}
    </div>
  );
}

/** Greeting and ice breakers of a thread without messages. */
function Welcome({ thread, run }: { readonly thread: ThreadView; readonly run: Run }) {
  const words = useWords();
  return (
    <Stack align="center" gap="xs" my="auto" py="md">
      <PageAvatar size={64} />
      <Text fw={600}>{thread.page.name}</Text>
      <Text size="xs" c="dimmed">
        {words.pageKind}
      </Text>
      <Text size="sm" ta="center" maw={320} data-testid="sim-greeting">
        {thread.greeting}
      </Text>
      {thread.iceBreakers.map((button) => (
        <Button
          key={button.title}
          variant="light"
          radius="xl"
          h="auto"
          mih={36}
          py={6}
          maw="100%"
          styles={{ label: { whiteSpace: 'normal' } }}
          data-testid="sim-ice-breaker"
          onClick={() => run(act(thread.psid, 'postback', button))}
        >
          {button.title}
        </Button>
      ))}
    </Stack>
  );
}
