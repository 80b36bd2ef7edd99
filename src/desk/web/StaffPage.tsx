import { Anchor, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './cases/cases.module.css';
import desk from './desk.module.css';
import { useLive } from './live.ts';
import { writePlace } from './inbox/place.ts';

/** A page of the desk beside its conversations: title, the way back, and what it shows. */
export function StaffPage({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  const connected = useLive();
  useEffect(() => {
    document.title = `${title} · 1212 OCC`;
  }, [title]);
  return (
    <div className={classes['page']}>
      <div role="status" className={connected ? undefined : desk['lost']}>
        {connected ? null : t('live.lost')}
      </div>
      <header className={desk['bar']}>
        <Title order={1} size="h5" className={desk['grow']}>
          {title}
        </Title>
        <Anchor size="sm" href={writePlace({ list: 'queue', conversation: null, pane: 'list' })}>
          {t('cases.to_conversations')}
        </Anchor>
      </header>
      <main className={classes['pageMain']}>{children}</main>
    </div>
  );
}
