import { Combobox, Text, Textarea, useCombobox, type TextareaProps } from '@mantine/core';
import { useEffect, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReadyReply } from './reply-help.ts';

/** No more are shown, so that the list needs no scrolling; typing finds the others. */
const MOST_SHOWN = 6;

/** The beginning that asks for canned replies. */
export const OPENS = '/';

/** Whether the text in the field asks for canned replies. */
export function asksForReplies(text: string): boolean {
  return text.startsWith(OPENS) && !text.includes('\n');
}

/** The field of the composer, with the canned replies above it while it begins with a slash. */
export function ReplyField(props: {
  ref: Ref<HTMLTextAreaElement>;
  field: Omit<TextareaProps, 'ref'>;
  /** Those that fit what stands in the field; null: they were not asked for. */
  replies: readonly ReadyReply[] | null;
  onChoose: (reply: ReadyReply) => void;
}) {
  const { ref, field, onChoose } = props;
  const replies = props.replies?.slice(0, MOST_SHOWN) ?? null;
  const { t } = useTranslation();
  const combobox = useCombobox();
  const open = replies !== null;
  const shown = replies?.map(({ id }) => id).join(' ') ?? '';
  const { openDropdown, closeDropdown, selectFirstOption } = combobox;
  useEffect(() => {
    if (!open) {
      closeDropdown();
      return;
    }
    openDropdown();
    selectFirstOption();
  }, [open, shown, openDropdown, closeDropdown, selectFirstOption]);
  return (
    <Combobox
      store={combobox}
      position="top-start"
      withinPortal={false}
      onOptionSubmit={(id) => {
        const chosen = replies?.find((reply) => reply.id === id);
        if (chosen !== undefined) onChoose(chosen);
      }}
    >
      <Combobox.Target withKeyboardNavigation={open} withAriaAttributes={open}>
        <Textarea ref={ref} {...field} />
      </Combobox.Target>
      <Combobox.Dropdown data-testid="desk-replies">
        <Combobox.Options aria-label={t('replies.label')}>
          {replies?.length === 0 && <Combobox.Empty>{t('replies.none')}</Combobox.Empty>}
          {replies?.map((reply) => (
            <Combobox.Option
              key={reply.id}
              value={reply.id}
              disabled={reply.missing.length > 0}
              data-testid="desk-canned"
            >
              <Text size="sm" fw={600}>
                {reply.title}
              </Text>
              <Small>{reply.missing.length > 0 ? t('replies.no_case') : reply.text}</Small>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Small({ children }: { children: ReactNode }) {
  return (
    <Text size="xs" lineClamp={1}>
      {children}
    </Text>
  );
}
