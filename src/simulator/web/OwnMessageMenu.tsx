import { ActionIcon, Button, Menu, Popover, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconDots, IconPencil } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import type { MessageView } from '../view-types.ts';
import { act } from './api.ts';
import { useWords } from './words.ts';

/** Messenger takes five edits of a message. */
const MOST_EDITS = 5;

/** What a person can do to a message of their own: edit its text, take it back. */
export function OwnMessageMenu(props: {
  readonly psid: string;
  readonly message: MessageView;
  readonly run: (action: Promise<unknown>) => void;
}) {
  const { psid, message, run } = props;
  const words = useWords();
  const [isEditing, editing] = useDisclosure(false);
  const { content } = message;
  if (content.kind === 'taken_back') return null;
  const canEdit = message.editable && message.edits < MOST_EDITS;
  return (
    <Popover
      opened={isEditing}
      onDismiss={editing.close}
      position="top-end"
      width={260}
      trapFocus
      withRoles={false}
    >
      <Popover.Target>
        <span>
          <Menu position="top-end" shadow="md">
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={words.ownMessage}
                data-testid="sim-own-menu"
              >
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {canEdit && (
                <Menu.Item leftSection={<IconPencil size={16} />} onClick={editing.open}>
                  {words.edit}
                </Menu.Item>
              )}
              <Menu.Item
                leftSection={<IconArrowBackUp size={16} />}
                onClick={() => run(act(psid, 'take-back', { messageId: message.id }))}
              >
                {words.takeBack}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown p="xs" role="dialog" aria-label={words.edit}>
        {content.kind === 'text' && (
          <EditForm
            text={content.text}
            onSave={(text) => {
              editing.close();
              run(act(psid, 'edit', { messageId: message.id, text }));
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function EditForm(props: { readonly text: string; readonly onSave: (text: string) => void }) {
  const words = useWords();
  const [text, setText] = useState(props.text);
  const isSame = text.trim() === '' || text === props.text;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isSame) props.onSave(text);
  };
  return (
    <form onSubmit={submit}>
      <Textarea
        autosize
        minRows={1}
        maxRows={5}
        aria-label={words.edit}
        data-autofocus
        data-testid="sim-edit-input"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="xs"
        mt={6}
        fullWidth
        disabled={isSame}
        data-testid="sim-edit-save"
      >
        {words.save}
      </Button>
    </form>
  );
}
