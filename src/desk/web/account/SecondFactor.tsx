import { Alert, Button, Group, List, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountProblem, useAccount, useOffer, useTurnOff, useTurnOn } from './account.ts';
import { FactorForm } from './FactorForm.tsx';
import { Section } from './Section.tsx';

/** One-time codes beside the password: set up with an authenticator app, or given up. */
export function SecondFactor() {
  const { t } = useTranslation();
  const factor = useAccount().data?.secondFactor;
  const offer = useOffer();
  const turnOn = useTurnOn();
  const turnOff = useTurnOff();
  const [leaving, setLeaving] = useState(false);
  const error = offer.error ?? turnOn.error ?? turnOff.error;
  const on = factor?.on === true;
  return (
    <Section title={t('account.factor')} problem={accountProblem(error)}>
      <Text size="sm">
        {on ? t('account.factor_on', { count: factor.recoveryCodesLeft }) : t('account.factor_off')}
      </Text>
      {turnOn.data !== undefined && on && <RecoveryCodes codes={turnOn.data} />}
      {!on && offer.data === undefined && (
        <Group>
          <Button variant="default" onClick={() => offer.mutate()} loading={offer.isPending}>
            {t('account.factor_begin')}
          </Button>
        </Group>
      )}
      {!on && offer.data !== undefined && (
        <>
          <Text size="sm">{t('account.factor_scan')}</Text>
          <img
            src={offer.data.picture}
            alt={t('account.factor_picture')}
            width={200}
            height={200}
          />
          <Text size="sm">
            {t('account.factor_secret')} <code>{offer.data.secret.replace(/(.{4})/g, '$1 ')}</code>
          </Text>
          <FactorForm
            submit={t('account.factor_confirm')}
            pending={turnOn.isPending}
            onSubmit={(given) => turnOn.mutate({ ...given, secret: offer.data.secret })}
          />
        </>
      )}
      {on && !leaving && (
        <Group>
          <Button variant="default" onClick={() => setLeaving(true)}>
            {t('account.factor_remove')}
          </Button>
        </Group>
      )}
      {on && leaving && (
        <FactorForm
          submit={t('account.factor_remove')}
          pending={turnOff.isPending}
          onSubmit={(given) =>
            turnOff.mutate(given, {
              onSuccess: () => {
                setLeaving(false);
                offer.reset();
                turnOn.reset();
              },
            })
          }
        />
      )}
    </Section>
  );
}

function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <Alert color="yellow" title={t('account.recovery_title')} data-testid="recovery-codes">
      <Text size="sm">{t('account.recovery_keep')}</Text>
      <List listStyleType="none" ff="monospace">
        {codes.map((code) => (
          <List.Item key={code}>{code}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
