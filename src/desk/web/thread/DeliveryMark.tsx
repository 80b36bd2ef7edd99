import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { DeliveryView } from '../../shapes.ts';
import classes from '../desk.module.css';
import { failureOf } from '../failures.ts';

type SentDelivery = Extract<DeliveryView, { status: 'sent' }>;

/** How far a message came, and why not further. */
export function DeliveryMark(props: { delivery: DeliveryView; onResend?: () => void }) {
  const { delivery, onResend } = props;
  const { t } = useTranslation();
  const dates = useDates();
  const why = (reason: string) => {
    const { key, code } = failureOf(reason);
    return t(key, { code });
  };
  const sentWords = (reached: SentDelivery['reached'], at: string) =>
    ({
      facebook: `✓ ${t('delivery.sent', { at })}`,
      delivered: `✓✓ ${t('delivery.delivered', { at })}`,
      read: `✓✓ ${t('delivery.read', { at })}`,
    })[reached];
  const words = () => {
    switch (delivery.status) {
      case 'queued':
        return t('delivery.queued');
      case 'withdrawn':
        return t('delivery.withdrawn', { at: dates.time(delivery.at) });
      case 'sent':
        return sentWords(delivery.reached, dates.time(delivery.at));
      case 'retrying':
        return t('delivery.retrying', { attempts: delivery.attempts, why: why(delivery.reason) });
      case 'parked':
      case 'failed':
        return t(`delivery.${delivery.status}`, { why: why(delivery.reason) });
    }
  };
  const failed = delivery.status === 'failed' || delivery.status === 'parked';
  const good = ['queued', 'sent', 'withdrawn'].includes(delivery.status);
  return (
    <Group gap="xs" mt={2}>
      <Text
        size="xs"
        {...(good ? { c: 'dimmed' } : { className: classes['alarm'] })}
        data-testid="desk-delivery"
        data-delivery={delivery.status}
        data-reached={delivery.status === 'sent' ? delivery.reached : undefined}
      >
        {words()}
      </Text>
      {failed && onResend && (
        <Button size="compact-xs" variant="default" onClick={onResend} data-testid="desk-resend">
          {t('resend')}
        </Button>
      )}
    </Group>
  );
}
