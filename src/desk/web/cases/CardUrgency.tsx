import { Badge, Group, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CardView } from '../../conversations/card-shapes.ts';

/** Whether it is urgent and why; a switch says otherwise. */
export function CardUrgency(props: {
  urgency: CardView['urgency'];
  busy: boolean;
  onChange: (urgent: boolean) => void;
}) {
  const { urgency, busy, onChange } = props;
  const { urgent, why, by } = urgency;
  const { t } = useTranslation();
  return (
    <div>
      <Text size="xs" c="dimmed">
        {t('card.urgency')}
      </Text>
      <Group gap="xs">
        <Badge variant={urgent ? 'filled' : 'outline'} color={urgent ? 'red.8' : 'gray'}>
          {t(urgent ? 'card.urgent' : 'card.not_urgent')}
        </Badge>
        {why !== null && (
          <Text size="sm" data-testid="desk-card-why">
            {t(`card.why.${why}`, { name: by ?? '' })}
          </Text>
        )}
      </Group>
      <Switch
        mt={6}
        size="xs"
        label={t('card.set_urgent')}
        checked={urgent}
        disabled={busy}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
