import { Title } from '@mantine/core';
import type { TFunction } from 'i18next';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates, type Dates } from '../../../http/web/dates.ts';
import type { CaseView } from '../../shapes.ts';
import { AddFact } from './AddFact.tsx';
import { CaseFact } from './CaseFact.tsx';
import { choiceKeys } from './choices.ts';
import classes from '../desk.module.css';

/** What is known of the matter; every fact can be corrected where it stands. */
export function Facts(props: {
  record: CaseView;
  busy: boolean;
  onCorrect: (slot: string, value: string | number) => Promise<boolean>;
}) {
  const { record, busy, onCorrect } = props;
  const { t, i18n } = useTranslation();
  const dates = useDates();
  const parties = new Set(record.parties.map(({ value }) => value));
  // A party's name or account stands among the parties already.
  const facts = Object.entries(record.facts).filter(([, { value }]) => !parties.has(String(value)));
  return (
    <section>
      <Title order={3} size="h6" mb={4}>
        {t('panel.facts')}
      </Title>
      <dl className={classes['facts']}>
        {facts.map(([slot, fact]) => (
          <Fragment key={slot}>
            <dt>{t(`fact.${slot}`, slot)}</dt>
            <dd>
              <CaseFact
                slot={slot}
                fact={fact}
                shown={valueOf(t, dates, i18n.language, slot, fact.value)}
                busy={busy}
                onChange={(value) => onCorrect(slot, value)}
              />
            </dd>
          </Fragment>
        ))}
      </dl>
      <AddFact known={Object.keys(record.facts)} busy={busy} onAdd={onCorrect} />
    </section>
  );
}

/** A fact's value as people read it. */
export function valueOf(
  t: TFunction,
  dates: Dates,
  language: string,
  slot: string,
  value: string | number,
): string {
  if (slot.startsWith('amount') && typeof value === 'number') {
    const options = { style: 'currency', currency: 'THB', minimumFractionDigits: 0 } as const;
    return new Intl.NumberFormat(language, options).format(value);
  }
  if (slot === 'payment_proof' || slot === 'chat')
    return t('panel.files', { count: Number(value) });
  if (/^\d{4}-\d\d-\d\d$/.test(String(value))) return dates.day(String(value));
  return t(choiceKeys(slot, String(value)), String(value));
}
