import { Alert, Stack, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import { CardFacts } from './CardFacts.tsx';
import { CardFiles } from './CardFiles.tsx';
import { CardType } from './CardType.tsx';
import { CardUrgency } from './CardUrgency.tsx';
import { CardWish } from './CardWish.tsx';
import classes from './cases.module.css';
import { useCard } from './card-reading.ts';

/** What an officer has to know when taking a person over; each field is corrected where it stands. */
export function HandoffCard({ conversation }: { conversation: string }) {
  const { t } = useTranslation();
  const dates = useDates();
  const title = useId();
  const { card, change, problem, busy } = useCard(conversation);
  if (card === undefined) return null;
  const correct = (slot: string, value: string | number) => change({ facts: { [slot]: value } });
  const filed = card.reference !== null;
  return (
    <section className={classes['card']} aria-labelledby={title} data-testid="desk-card">
      <Title order={3} size="h6" id={title}>
        {t('card.title')}
      </Title>
      <Stack gap="sm" mt={6}>
        {problem !== null && (
          <Alert color="red" role="alert" title={t(problem.key, problem.values)} />
        )}
        <CardWish wish={card.wish} busy={busy} onChange={(text) => correct('story', text)} />
        <CardType card={card} filed={filed} busy={busy} onChange={(type) => change({ type })} />
        <CardUrgency
          urgency={card.urgency}
          busy={busy}
          onChange={(urgent) => void change({ urgent })}
        />
        {!filed && (
          <CardFacts facts={card.facts} files={card.files} busy={busy} onCorrect={correct} />
        )}
        <CardFiles
          files={card.files}
          others={card.otherFiles}
          busy={busy}
          onMark={(kind, here) => void correct(kind, here ? 1 : 0)}
        />
        {card.botSaid.length > 0 && (
          <div>
            <Text size="xs" c="dimmed">
              {t('card.bot_said')}
            </Text>
            <ul className={classes['said']}>
              {card.botSaid.map(({ text, at }, index) => (
                <li key={index}>
                  {text}{' '}
                  <Text span size="xs" c="dimmed">
                    {dates.time(at)}
                  </Text>
                </li>
              ))}
            </ul>
          </div>
        )}
        <div>
          <Text size="xs" c="dimmed">
            {t('card.next')}
          </Text>
          <Text size="sm" fw={600} className={classes['words']} data-testid="desk-card-next">
            {card.next === null ? t('card.nothing_missing') : card.next.text}
          </Text>
          {card.asking !== null && (
            <Text size="xs" c="dimmed">
              {t('card.asking', { what: t(`fact.${card.asking}`, card.asking) })}
            </Text>
          )}
        </div>
      </Stack>
    </section>
  );
}
