import { ActionIcon, FileButton, Menu, Textarea } from '@mantine/core';
import { IconMenu2, IconPaperclip, IconSend2, IconThumbUpFilled } from '@tabler/icons-react';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import type { ThreadView } from '../view-types.ts';
import { act, attach } from './api.ts';
import styles from './simulator.module.css';
import { useWords } from './words.ts';

type Run = (action: Promise<unknown>) => void;

/** Where a person writes, attaches, likes and opens the Page's menu. */
export function Composer({ thread, run }: { readonly thread: ThreadView; readonly run: Run }) {
  const words = useWords();
  const [text, setText] = useState('');
  const { psid } = thread;
  const isEmpty = text.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isEmpty) return;
    run(act(psid, 'text', { text }));
    setText('');
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While Thai or another script is being composed, Enter belongs to the keyboard.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  return (
    <form className={styles['composer']} onSubmit={submit}>
      <PageMenu thread={thread} run={run} />
      <FileButton onChange={(file) => file !== null && run(attach(psid, file))}>
        {(props) => (
          <ActionIcon {...props} variant="subtle" size="lg" aria-label={words.attach}>
            <IconPaperclip size={20} />
          </ActionIcon>
        )}
      </FileButton>
      {!thread.composerDisabled && (
        <>
          <Textarea
            flex={1}
            autosize
            minRows={1}
            maxRows={4}
            radius="lg"
            aria-label={words.message}
            placeholder={words.placeholder}
            data-testid="sim-input"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKey}
          />
          {isEmpty ? (
            <ActionIcon
              variant="subtle"
              size="lg"
              aria-label={words.like}
              data-testid="sim-like"
              onClick={() => run(act(psid, 'sticker'))}
            >
              <IconThumbUpFilled size={22} />
            </ActionIcon>
          ) : (
            <ActionIcon
              type="submit"
              variant="subtle"
              size="lg"
              aria-label={words.send}
              data-testid="sim-send"
            >
              <IconSend2 size={22} />
            </ActionIcon>
          )}
        </>
      )}
    </form>
  );
}

/** The persistent menu, where the Page has one. */
function PageMenu({ thread, run }: { readonly thread: ThreadView; readonly run: Run }) {
  const words = useWords();
  if (thread.menu.length === 0) return null;
  return (
    <Menu position="top-start" width={280} shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" aria-label={words.menu} data-testid="sim-menu">
          <IconMenu2 size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" style={{ overflowY: 'auto' }}>
        {thread.menu.map((item) =>
          item.kind === 'url' ? (
            <Menu.Item
              key={item.title}
              component="a"
              href={item.url}
              target="_blank"
              rel="noreferrer"
            >
              {item.title}
            </Menu.Item>
          ) : (
            <Menu.Item
              key={item.title}
              onClick={() =>
                run(act(thread.psid, 'postback', { title: item.title, payload: item.payload }))
              }
            >
              {item.title}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
