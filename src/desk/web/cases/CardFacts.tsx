import { Text } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { CardView } from '../../conversations/card-shapes.ts';
import classes from '../desk.module.css';
import { AddFact } from './AddFact.tsx';
import { CaseFact } from './CaseFact.tsx';
import { valueOf } from './Facts.tsx';

/** What is known of a matter that is not filed, with who said it; nothing of it is asked by the bot again. */
export function CardFacts(props: {
  facts: CardView['facts'];
  files: CardView['files'];
  busy: boolean;
  onCorrect: (slot: string, value: string | number) => Promise<boolean>;
}) {
  const { facts, files, busy, onCorrect } = props;
  const { t, i18n } = useTranslation();
  const dates = useDates();
  // The story stands above, as what the person wants, and the files below.
  const elsewhere = ['story', ...files.map(({ kind }) => kind)];
  const shown = Object.entries(facts).filter(([slot]) => !elsewhere.includes(slot));
  return (
    <div data-testid="desk-card-facts">
      <Text size="xs" c="dimmed">
        {t('card.facts')}
      </Text>
      {shown.length === 0 && <Text size="sm">{t('card.no_facts')}</Text>}
      <dl className={classes['facts']}>
        {shown.map(([slot, fact]) => (
          <Fragment key={slot}>
            <dt>{t(`fact.${slot}`, slot)}</dt>
            <dd>
              <CaseFact
                slot={slot}
                fact={{ ...fact, earlier: [] }}
                shown={valueOf(t, dates, i18n.language, slot, fact.value)}
                busy={busy}
                whoAlways
                onChange={(value) => onCorrect(slot, value)}
              />
            </dd>
          </Fragment>
        ))}
      </dl>
      <AddFact known={Object.keys(facts)} busy={busy} onAdd={onCorrect} />
    </div>
  );
}
