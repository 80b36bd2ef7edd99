import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import {
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type FormEvent,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../../http/session-shapes.ts';
import type { ConversationView, MessageView } from '../../shapes.ts';
import type { Window } from '../clock.ts';
import classes from '../desk.module.css';
import type { Doing } from '../doing.ts';
import { useDraft, type Mode } from './drafts.ts';
import { asksForReplies, OPENS, ReplyField } from './ReplyField.tsx';
import { useCannedReplies } from './reply-help.ts';
import { FileChooser, FileTray } from './FileTray.tsx';
import { filesOf, useStagedFiles } from './staged-files.ts';
import { Suggestions } from './Suggestions.tsx';
import { UndoBar, useHeldReply } from './UndoBar.tsx';

export interface ComposerHandle {
  /** Takes the last reply back while it has not left; its words are in the field again. */
  undo(): void;
  /** Turns to this kind of text and puts the cursor there. */
  write(mode: Mode): void;
}

/** Where replies and notes are written. Enter sends; what is not lawful now cannot be sent. */
export function Composer(props: {
  ref: Ref<ComposerHandle>;
  conversation: ConversationView;
  /** The lines of its thread. */
  lines: readonly MessageView[];
  /** Whose desk this is. */
  me: Member;
  mine: boolean;
  /** Another app has the chat: Facebook takes nothing from us. */
  elsewhere: boolean;
  /** The member of staff who has the conversation. */
  holder: string | null;
  window: Window;
  doing: Doing;
  /** Told with every change of the text whether some of it is left. */
  onTyping: (isTyping: boolean) => void;
}) {
  const { ref, conversation, me, mine, elsewhere, holder, window, doing, onTyping } = props;
  const { id } = conversation;
  const { t } = useTranslation();
  const [mode, setMode] = useState<Mode>('reply');
  const [text, setText] = useDraft(id, mode);
  const [, putBack] = useDraft(id, 'reply');
  const [focusWanted, setFocusWanted] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const open = 'until' in window;
  const enabled = mode === 'note' || (mine && open && !elsewhere);
  const held = useHeldReply(props.lines, me.id);
  const undo = async () => {
    if (held === null || doing.busy || !(await doing.withdraw(held.id))) return;
    setMode('reply');
    if (held.text !== '') putBack(held.text);
    setFocusWanted(true);
  };
  useImperativeHandle(ref, () => ({
    undo: () => void undo(),
    write: (next) => {
      setMode(next);
      setFocusWanted(true);
    },
  }));
  useEffect(() => {
    // Right after a claim the field is still closed: the focus waits until it opens.
    if (!focusWanted || !enabled) return;
    field.current?.focus();
    setFocusWanted(false);
  }, [focusWanted, enabled]);
  const staged = useStagedFiles();
  const maySendFiles = enabled && mode === 'reply';
  const hasSomething = text.trim() !== '' || (maySendFiles && staged.files.length > 0);
  const stage = (event: { preventDefault(): void }, files: readonly File[]) => {
    if (!maySendFiles || files.length === 0) return;
    event.preventDefault();
    staged.add(files);
  };
  const send = async () => {
    if (!hasSomething || doing.busy || !enabled) return;
    for (const { key, file } of mode === 'reply' ? staged.files : []) {
      if (!(await doing.sendFile(file))) return;
      staged.remove(key);
    }
    if (text.trim() !== '' && (await doing.write(mode, text))) setText('');
    onTyping(false);
  };
  const writing = enabled && mode === 'reply';
  const asks = writing && asksForReplies(text);
  const ready = useCannedReplies(conversation, me.name, asks);
  const wanted = text.slice(OPENS.length).trim().toLowerCase();
  const replies = ready.filter(({ title, text: words, id: name }) =>
    [title, words, name].some((part) => part.toLowerCase().includes(wanted)),
  );
  const insert = (words: string) => {
    setText(words);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const undoes = event.code === 'KeyZ' && (event.ctrlKey || event.metaKey) && text === '';
    if (undoes && held !== null) {
      event.preventDefault();
      void undo();
      return;
    }
    // The list of canned replies takes it.
    if (asks && replies.length > 0) return;
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  const hint = () => {
    if (enabled && mode === 'reply' && window.status === 'person') return t('write.as_person');
    if (enabled) return t('write.keys');
    if (elsewhere) return t('problem.thread_elsewhere');
    if (!open) return t(`window.${window.status}`);
    return holder === null ? t('write.claim_first') : t('held.other', { name: holder });
  };
  return (
    <form
      className={classes['composer']}
      onDragOver={(event) => maySendFiles && event.preventDefault()}
      onDrop={(event) => stage(event, filesOf(event.dataTransfer))}
      onPaste={(event) => stage(event, filesOf(event.clipboardData))}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send();
      }}
    >
      {held !== null && <UndoBar held={held} busy={doing.busy} onUndo={() => void undo()} />}
      {writing && text === '' && held === null && (
        <Suggestions conversation={conversation} onChoose={insert} />
      )}
      <Group justify="space-between" mb={6} gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={t('write.mode')}
          data={[
            { value: 'reply', label: t('write.reply') },
            { value: 'note', label: t('write.note') },
          ]}
          value={mode}
          onChange={(value) => setMode(value === 'note' ? 'note' : 'reply')}
        />
        <Text size="xs" c="dimmed" id="composer-hint">
          {hint()}
        </Text>
      </Group>
      {mode === 'reply' && <FileTray staged={staged} busy={doing.busy} />}
      <Group align="flex-end" wrap="nowrap" gap="xs">
        {mode === 'reply' && <FileChooser staged={staged} disabled={!maySendFiles || doing.busy} />}
        <ReplyField
          ref={field}
          replies={asks ? replies : null}
          onChoose={(reply) => insert(reply.text)}
          field={{
            style: { flex: 1 },
            autosize: true,
            minRows: 2,
            maxRows: 8,
            disabled: !enabled,
            readOnly: doing.busy,
            'aria-label': t(mode === 'reply' ? 'write.reply_label' : 'write.note_label'),
            'aria-describedby': 'composer-hint',
            placeholder: t(mode === 'reply' ? 'write.reply_label' : 'write.note_label'),
            maxLength: 5000,
            ...{ 'data-testid': mode === 'reply' ? 'desk-reply' : 'desk-note-text' },
            value: text,
            onChange: ({ currentTarget: { value } }) => {
              setText(value);
              onTyping(value !== '');
            },
            onKeyDown,
          }}
        />
        <Button
          type="submit"
          disabled={!enabled || !hasSomething || doing.busy}
          data-testid="desk-send"
        >
          {t(mode === 'reply' ? 'write.send' : 'write.save')}
        </Button>
      </Group>
    </form>
  );
}
