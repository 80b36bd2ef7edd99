import { ActionIcon, FileButton, Group, Pill, Text } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../../domain/messaging-limits.ts';
import { sizeOf } from './FileView.tsx';
import type { StagedFiles } from './staged-files.ts';

const ACCEPTED = '.png,.jpg,.jpeg,.gif,.pdf,.mp4,.mp3,.m4a';

/** The button that chooses files to send. Pasting and dropping do the same. */
export function FileChooser({ staged, disabled }: { staged: StagedFiles; disabled: boolean }) {
  const { t } = useTranslation();
  return (
    <FileButton multiple accept={ACCEPTED} disabled={disabled} onChange={staged.add}>
      {(props) => (
        <ActionIcon
          {...props}
          variant="default"
          size={36}
          disabled={disabled}
          aria-label={t('attach.choose')}
          title={t('attach.choose')}
          data-testid="desk-attach"
        >
          <IconPaperclip size={18} aria-hidden />
        </ActionIcon>
      )}
    </FileButton>
  );
}

/** The files that go with the next answer; each can be taken out again. */
export function FileTray({ staged, busy }: { staged: StagedFiles; busy: boolean }) {
  const { t, i18n } = useTranslation();
  const limit = sizeOf(LIMITS.fileBytes, i18n.language);
  return (
    <>
      {staged.tooLarge && (
        <Text size="xs" role="alert" c="var(--mantine-color-error)">
          {t('attach.too_large', { limit })}
        </Text>
      )}
      {staged.files.length > 0 && (
        <Group gap={6} mb={6} role="group" aria-label={t('attach.staged')}>
          {staged.files.map(({ key, file }) => (
            <Pill
              key={key}
              withRemoveButton
              disabled={busy}
              onRemove={() => staged.remove(key)}
              removeButtonProps={{
                'aria-label': t('attach.remove', { name: file.name }),
                'aria-hidden': false,
                tabIndex: 0,
              }}
              data-testid="desk-staged"
            >
              {file.name} · {sizeOf(file.size, i18n.language)}
            </Pill>
          ))}
        </Group>
      )}
    </>
  );
}
