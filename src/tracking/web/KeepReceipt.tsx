import { Alert, Button, Card, Image, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fetchReceipt, saveFile } from './receipt.ts';

/** What the person may keep: the signed receipt, and a picture that leads back here. */
export function KeepReceipt(of: { reference: string; secret: string; picture: string | null }) {
  const { reference, secret, picture } = of;
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const save = async () => {
    if (busy) return;
    setBusy(true);
    const file = await fetchReceipt(reference, secret);
    setFailed(file === null);
    if (file !== null) saveFile(file, `${reference}.pdf`);
    setBusy(false);
  };
  return (
    <Card withBorder padding="lg" data-testid="track-keep">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('keep')}
        </Title>
        <Text size="sm">{t('keep_why')}</Text>
        <Button size="md" onClick={() => void save()} aria-busy={busy}>
          {t('save_receipt')}
        </Button>
        <div aria-live="polite">
          {failed && <Alert color="orange">{t('receipt_failed')}</Alert>}
        </div>
        {picture !== null && (
          <>
            <Image src={picture} alt={t('picture')} w={176} h={176} />
            <Text size="sm" c="dimmed">
              {t('picture_hint')}
            </Text>
          </>
        )}
      </Stack>
    </Card>
  );
}
