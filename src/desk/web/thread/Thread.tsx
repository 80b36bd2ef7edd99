import { Alert, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../../http/session-shapes.ts';
import { windowAt, useNow } from '../clock.ts';
import { Composer, type ComposerHandle } from './Composer.tsx';
import { useDoing } from '../doing.ts';
import type { Place } from '../inbox/place.ts';
import { explain } from '../problems.ts';
import { useConversation } from '../reading.ts';
import { ThreadHead } from './ThreadHead.tsx';
import { ThreadLines } from './ThreadLines.tsx';
import { useThread } from './thread-reading.ts';
import { usePresence } from './use-presence.ts';

/** What a key asked for, and of which conversation: it must not reach the next one. */
export interface ThreadAction {
  readonly conversation: string;
  readonly action: 'claim' | 'reply' | 'note' | 'undo';
}

/** One conversation: who has it, its lines, and what is written into it. */
export function Thread(props: {
  id: string;
  me: Member;
  go: (next: Partial<Place>) => void;
  wanted: ThreadAction | null;
  onDone: () => void;
}) {
  const { id, me, go, wanted, onDone } = props;
  const { t } = useTranslation();
  const now = useNow();
  const { data: conversation, error } = useConversation(id);
  const reading = useThread(id);
  const doing = useDoing(id);
  const onTyping = usePresence(id);
  const composer = useRef<ComposerHandle>(null);
  const claim = async () => {
    if (await doing.act('claim')) {
      go({ list: 'mine' });
      composer.current?.write('reply');
    }
  };
  useEffect(() => {
    if (wanted?.conversation !== id || conversation === undefined) return;
    onDone();
    if (wanted.action === 'undo') composer.current?.undo();
    else if (wanted.action !== 'claim') composer.current?.write(wanted.action);
    else if (conversation.control !== 'agent') void claim();
  });
  const failed = error === null ? doing.problem : explain(error, 'other');
  if (conversation === undefined) {
    return failed === null ? null : (
      <Alert color="red" role="alert" m="md" title={t(failed.key, failed.values)} />
    );
  }
  const mine = conversation.assignee?.id === me.id;
  const elsewhere = conversation.thread.holder === 'other';
  const window = windowAt(conversation.window, now);
  return (
    <>
      <ThreadHead
        conversation={conversation}
        me={me}
        doing={doing}
        window={window}
        go={go}
        onClaim={() => void claim()}
      />
      {failed !== null && (
        <Alert
          color="red"
          role="alert"
          m="xs"
          withCloseButton
          closeButtonLabel={t('problem.close')}
          onClose={doing.dismiss}
          title={t(failed.key, failed.values)}
          data-testid="desk-problem"
        />
      )}
      <ThreadLines
        conversation={conversation}
        me={me.id}
        reading={reading}
        canResend={mine && !doing.busy && !elsewhere && 'until' in window}
        onResend={doing.resend}
      />
      {!mine && me.role === 'agent' && (
        <Text size="xs" c="dimmed" ta="center">
          {t('privacy.hidden_in_thread')}
        </Text>
      )}
      <Composer
        ref={composer}
        conversation={conversation}
        lines={reading.lines}
        me={me}
        mine={mine}
        elsewhere={elsewhere}
        holder={conversation.assignee?.name ?? null}
        window={window}
        doing={doing}
        onTyping={onTyping}
      />
    </>
  );
}
