import { Title } from '@mantine/core';
import type { TFunction } from 'i18next';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates, type Dates } from '../../http/web/dates.ts';
import type { CaseView } from '../shapes.ts';
import { CaseFact } from './CaseFact.tsx';
import { choiceKeys } from './choices.ts';
import classes from './desk.module.css';

/** What is known of the matter and of the other side; every fact can be corrected where it stands. */
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
  const slotOf = (value: string) =>
    Object.keys(record.facts).find((slot) => String(record.facts[slot]?.value) === value);
  const fact = (slot: string | undefined, shown: string) => {
    const found = slot === undefined ? undefined : record.facts[slot];
    if (slot === undefined || found === undefined) return shown;
    return (
      <CaseFact
        slot={slot}
        fact={found}
        shown={shown}
        busy={busy}
        onChange={(value) => onCorrect(slot, value)}
      />
    );
  };
  return (
    <>
      {facts.length > 0 && (
        <section>
          <Title order={3} size="h6" mb={4}>
            {t('panel.facts')}
          </Title>
          <dl className={classes['facts']}>
            {facts.map(([slot, { value }]) => (
              <Fragment key={slot}>
                <dt>{t(`fact.${slot}`, slot)}</dt>
                <dd>{fact(slot, valueOf(t, dates, i18n.language, slot, value))}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      )}
      {record.parties.length > 0 && (
        <section>
          <Title order={3} size="h6" mb={4}>
            {t('panel.parties')}
          </Title>
          <dl className={classes['facts']}>
            {record.parties.map(({ role, kind, value }) => (
              <Fragment key={`${role} ${kind} ${value}`}>
                <dt>
                  {t(`party.${role}`)} · {t(`party.${kind}`)}
                </dt>
                <dd>{fact(slotOf(value), value)}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}

function valueOf(
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
