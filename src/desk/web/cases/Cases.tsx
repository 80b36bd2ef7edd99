import { Anchor, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseAudit } from './CaseAudit.tsx';
import { CaseFilters } from './CaseFilters.tsx';
import { CaseHistory } from './CaseHistory.tsx';
import { CaseList } from './CaseList.tsx';
import { CaseRecord } from './CaseRecord.tsx';
import classes from './cases.module.css';
import desk from '../desk.module.css';
import { useLive } from '../live.ts';
import { writePlace } from '../inbox/place.ts';
import { useCase } from '../reading.ts';
import { Referrals } from '../referrals/Referrals.tsx';
import { StuckList } from './StuckList.tsx';
import { useCasePlace } from './use-case-place.ts';

/** All cases: filters and search beside the case that is chosen; on small screens one after the other. */
export function Cases() {
  const { t } = useTranslation();
  const connected = useLive();
  const [place, go] = useCasePlace();
  const { data: record, error } = useCase(place.reference);
  const chosen = record?.reference === place.reference ? record : undefined;
  useEffect(() => {
    document.title = `${t('cases.title')} · 1212 OCC`;
  }, [t]);
  return (
    <div className={desk['desk']}>
      <section className={desk['top']} aria-label={t('title')}>
        <VisuallyHidden component="h1">{t('cases.title')}</VisuallyHidden>
        <div role="status" className={connected ? undefined : desk['lost']}>
          {connected ? null : t('live.lost')}
        </div>
      </section>
      <main className={classes['cases']} data-chosen={place.reference !== null}>
        <section className={classes['found']} aria-label={t('cases.title')}>
          <div className={desk['bar']}>
            <Title order={2} size="h5" className={desk['grow']}>
              {t('cases.title')}
            </Title>
            <Anchor
              size="sm"
              href={writePlace({ list: 'queue', conversation: null, pane: 'list' })}
            >
              {t('cases.to_conversations')}
            </Anchor>
          </div>
          <div className={classes['filters']}>
            <CaseFilters place={place} go={go} />
          </div>
          {place.stuck === 'yes' ? (
            <StuckList place={place} go={go} />
          ) : (
            <CaseList place={place} go={go} />
          )}
        </section>
        <section className={classes['chosen']} aria-label={t('panel.label')}>
          <VisuallyHidden component="h2">{t('panel.label')}</VisuallyHidden>
          {place.reference !== null && (
            <Anchor
              className={classes['back']}
              component="button"
              size="sm"
              onClick={() => go({ reference: null })}
            >
              {t('cases.back')}
            </Anchor>
          )}
          {place.reference === null && <Text c="dimmed">{t('cases.choose')}</Text>}
          {error !== null && <Text role="alert">{t('problem.not_found')}</Text>}
          {chosen !== undefined && (
            <Stack gap="md" key={chosen.reference}>
              <CaseRecord record={chosen} />
              <Referrals record={chosen} />
              <CaseHistory record={chosen} />
              <CaseAudit reference={chosen.reference} />
            </Stack>
          )}
        </section>
      </main>
    </div>
  );
}
