import { Anchor, Group, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../../http/web/LanguageSwitch.tsx';
import { useLive } from './live.ts';

/** A page of the desk beside the inbox, with the way back; only for those who may see it. */
export function OwnPage(props: { title: string; allowed: boolean; children: ReactNode }) {
  const { title, allowed, children } = props;
  const { t } = useTranslation();
  const connected = useLive();
  useEffect(() => {
    document.title = `${title} · 1212 OCC`;
  }, [title]);
  return (
    <main style={{ maxWidth: 1200, margin: '0 auto', padding: '12px 16px 48px' }}>
      <Group justify="space-between" mb="md">
        <Title order={1} size="h3">
          {title}
        </Title>
        <Group gap="sm">
          <Anchor href="/desk" size="sm">
            {t('pages.back')}
          </Anchor>
          <LanguageSwitch />
        </Group>
      </Group>
      <div role="status">{connected ? null : t('live.lost')}</div>
      {allowed ? children : <Text role="alert">{t('problem.forbidden')}</Text>}
    </main>
  );
}
