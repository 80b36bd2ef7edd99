import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import { Custody } from './Custody.tsx';
import classes from '../desk.module.css';
import { CoveredFile } from '../thread/CoveredFile.tsx';
import { path, useEvidence } from '../reading.ts';

/** The files of the case, or of the conversation while there is none. */
export function EvidenceList(props: { conversation: string; reference: string | null }) {
  const { conversation, reference } = props;
  const { t } = useTranslation();
  const dates = useDates();
  const { data } = useEvidence(conversation, reference);
  const owner =
    reference === null ? `/conversations/${path(conversation)}` : `/cases/${path(reference)}`;
  return (
    <section>
      <Title order={3} size="h6" mb={4}>
        {t('panel.evidence')}
      </Title>
      {data?.items.length === 0 && data.notReceived.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('panel.no_evidence')}
        </Text>
      )}
      <Stack gap="sm">
        {data?.items.map((item) => (
          <div key={item.id}>
            <CoveredFile
              place={`${owner}/evidence/${path(item.id)}`}
              mediaType={item.mediaType}
              bytes={item.bytes}
              sensitive={item.sensitive}
              testid="case-evidence"
            />
            <Text size="xs" c="dimmed">
              {t('panel.received', { at: dates.full(item.receivedAt) })}
            </Text>
            <Text size="xs" c="dimmed" ff="monospace" truncate title={item.sha256}>
              SHA-256 {item.sha256.slice(0, 16)}…
            </Text>
            {reference !== null && <Custody reference={reference} file={item.id} />}
          </div>
        ))}
        {data?.notReceived.map(({ id, reason, askedAgain, at }) => (
          <Text key={id} size="sm" className={classes['alarm']} data-testid="missed-evidence">
            {t(askedAgain ? 'panel.missed_asked' : 'panel.missed', {
              why: t(`file.${reason}`),
              at: dates.full(at),
            })}
          </Text>
        ))}
      </Stack>
    </section>
  );
}
