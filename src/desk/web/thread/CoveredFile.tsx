import { Button, Group } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../http/web/call.ts';
import { evidenceShape } from '../../shapes.ts';
import { useAttempt } from '../cases/case-changing.ts';
import classes from './covered.module.css';
import { FileView } from './FileView.tsx';

/**
 * A file of the person. One that is sensitive is not even fetched before somebody asks for it: what is
 * fetched stands in its custody log as seen.
 * @param props.place of the file at the API, where its bytes lie under `/content`
 */
export function CoveredFile(props: {
  place: string;
  mediaType: string;
  bytes: number;
  sensitive: boolean;
  testid: string;
}) {
  const { place, mediaType, bytes, sensitive, testid } = props;
  const { t } = useTranslation();
  const { attempt, busy } = useAttempt();
  const [revealed, setRevealed] = useState(false);
  const mark = () =>
    attempt(() => call(evidenceShape, place, { method: 'PATCH', body: { sensitive: !sensitive } }));
  const covered = sensitive && !revealed;
  return (
    <div>
      {covered ? (
        <div className={classes['cover']} data-testid="desk-covered">
          <div className={classes['blur']} aria-hidden />
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconEye size={16} aria-hidden />}
            className={classes['reveal']}
            onClick={() => setRevealed(true)}
          >
            {t('covered.reveal')}
          </Button>
        </div>
      ) : (
        <FileView
          href={`/api${place}/content`}
          mediaType={mediaType}
          bytes={bytes}
          testid={testid}
        />
      )}
      <Group gap={4} mt={4}>
        {sensitive && revealed && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconEyeOff size={14} aria-hidden />}
            onClick={() => setRevealed(false)}
          >
            {t('covered.hide')}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          disabled={busy}
          onClick={() => {
            setRevealed(false);
            void mark();
          }}
        >
          {t(sensitive ? 'covered.unmark' : 'covered.mark')}
        </Button>
      </Group>
    </div>
  );
}
