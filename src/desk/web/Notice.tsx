import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../http/web/dates.ts';
import type { NoticeView } from '../shapes.ts';
import { appName } from './app-name.ts';
import classes from './desk.module.css';

/** What happened to the conversation, in words. */
export function Notice({ notice, at }: { notice: NoticeView; at: string }) {
  const { t } = useTranslation();
  const dates = useDates();
  const values = {
    ...notice,
    ...(notice.kind === 'handoff_requested' && {
      reason: t(`reason.${notice.reason}`, notice.reason),
    }),
    ...('appId' in notice && { appId: appName(t, notice.appId) }),
    ...(notice.kind === 'case_status' && { status: t(`status.${notice.status}`, notice.status) }),
  };
  return (
    <Text size="xs" c="dimmed" className={classes['notice']} data-testid="desk-notice">
      {t(`notice.${notice.kind}`, values)} · {dates.time(at)}
    </Text>
  );
}
