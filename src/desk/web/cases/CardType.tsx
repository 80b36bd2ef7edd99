import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CardView } from '../../conversations/card-shapes.ts';
import { CaseType } from './CaseType.tsx';

/** Of what type the matter is, how sure that is, and what else it may be: one press sets it. */
export function CardType(props: {
  card: CardView;
  /** The case shows and changes its own type. */
  filed: boolean;
  busy: boolean;
  onChange: (type: string) => Promise<boolean>;
}) {
  const { card, filed, busy, onChange } = props;
  const { t } = useTranslation();
  const { type, alternatives } = card;
  // Whoever has said of what type it is knows better than the bot.
  const doubtful = type === null || type.by === 'bot';
  return (
    <div>
      {!filed && (
        <>
          <Text size="xs" c="dimmed">
            {t('card.type')}
          </Text>
          <CaseType
            type={type?.type ?? null}
            source={type === null ? null : { ...type, at: null }}
            busy={busy}
            onChange={onChange}
          />
        </>
      )}
      {doubtful && alternatives.length > 0 && (
        <Group gap={4} mt={4}>
          <Text size="xs" c="dimmed">
            {t('card.maybe')}
          </Text>
          {alternatives.map((other) => {
            const percent = Math.round(other.confidence * 100);
            const name = t('card.percent', { type: t(`type.${other.type}`), percent });
            return (
              <Button
                key={other.type}
                size="compact-xs"
                variant="default"
                disabled={busy}
                aria-label={t('card.choose_type', { type: name })}
                onClick={() => void onChange(other.type)}
              >
                {name}
              </Button>
            );
          })}
        </Group>
      )}
    </div>
  );
}
