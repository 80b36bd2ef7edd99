import { Alert, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../http/web/call.ts';
import { useDates } from '../../../http/web/dates.ts';
import { toldShape } from '../../cases/case-shapes.ts';
import { AddFact } from './AddFact.tsx';
import { useAttempt } from './case-changing.ts';
import { CaseFact } from './CaseFact.tsx';
import classes from '../desk.module.css';
import { valueOf } from './Facts.tsx';
import { path } from '../reading.ts';

/** What the person has told the bot so far; whatever is corrected here the bot asks no more. */
export function Told(props: { conversation: string; type: string | null }) {
  const { conversation, type } = props;
  const { t, i18n } = useTranslation();
  const dates = useDates();
  const { attempt, problem, busy } = useAttempt();
  const place = `/conversations/${path(conversation)}/told`;
  const { data, dataUpdatedAt } = useQuery({
    queryKey: ['conversation', conversation, 'told'],
    queryFn: ({ signal }) => call(toldShape, place, { signal }),
  });
  const correct = async (slot: string, value: string | number) => {
    const body = { facts: { [slot]: value } };
    return (await attempt(() => call(toldShape, place, { method: 'PATCH', body }))) !== null;
  };
  if (data === undefined || Object.keys(data.facts).length === 0) return null;
  const at = new Date(dataUpdatedAt).toISOString();
  const source = { by: 'consumer', staff: null, messageId: null, at } as const;
  return (
    <section data-testid="desk-told">
      <Title order={3} size="h6" mb={4}>
        {t('editing.told')}
      </Title>
      {problem !== null && (
        <Alert color="red" role="alert" title={t(problem.key, problem.values)} />
      )}
      {type !== null && (
        <Text size="sm" fw={600}>
          {t(`type.${type}`)}
          {data.confidence !== null &&
            ` · ${t('editing.type_read', { percent: Math.round(data.confidence * 100) })}`}
        </Text>
      )}
      <dl className={classes['facts']}>
        {Object.entries(data.facts).map(([slot, value]) => (
          <Fragment key={slot}>
            <dt>{t(`fact.${slot}`, slot)}</dt>
            <dd>
              <CaseFact
                slot={slot}
                fact={{ value, source, earlier: [] }}
                shown={valueOf(t, dates, i18n.language, slot, value)}
                busy={busy}
                onChange={(next) => correct(slot, next)}
              />
            </dd>
          </Fragment>
        ))}
      </dl>
      {data.asking !== null && (
        <Text size="sm">
          {t('editing.asks_next', { what: t(`fact.${data.asking}`, data.asking) })}
        </Text>
      )}
      <AddFact known={Object.keys(data.facts)} busy={busy} onAdd={correct} />
    </section>
  );
}
