import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AttachmentView } from '../../shapes.ts';
import { CoveredFile } from './CoveredFile.tsx';
import { path } from '../reading.ts';

/** A file in the thread, or why there is none. */
export function Attachment({ item, conversation }: { item: AttachmentView; conversation: string }) {
  const { t } = useTranslation();
  if (item.status === 'failed') {
    return <Alert color="orange" p="xs" mt={4} title={t(`file.${item.reason}`)} />;
  }
  return (
    <CoveredFile
      place={`/conversations/${path(conversation)}/evidence/${path(item.evidenceId)}`}
      mediaType={item.mediaType}
      bytes={item.bytes}
      sensitive={item.sensitive}
      testid="desk-evidence"
    />
  );
}
