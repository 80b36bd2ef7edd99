import { Alert, Card, FileInput, List, Stack, Text, Title } from '@mantine/core';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../http/web/dates.ts';
import type { ReceiptAnswer } from '../shapes.ts';
import { checkReceipt } from './receipt.ts';

type Checked = ReceiptAnswer | 'broken' | null;

/** Tells anybody whether a receipt is genuine: the file is chosen or dropped here. */
export function VerifyReceipt() {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [checked, setChecked] = useState<Checked>(null);
  const check = async (chosen: File | null) => {
    setFile(chosen);
    setChecked(null);
    if (chosen !== null) setChecked((await checkReceipt(chosen)) ?? 'broken');
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void check(event.dataTransfer.files[0] ?? null);
  };
  return (
    <Card
      withBorder
      padding="lg"
      data-testid="verify"
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('verify.title')}
        </Title>
        <FileInput
          label={t('verify.file')}
          description={t('verify.hint')}
          placeholder={t('verify.choose')}
          accept="application/pdf"
          value={file}
          onChange={(chosen) => void check(chosen)}
        />
        <div aria-live="polite">
          <Outcome checked={checked} />
        </div>
      </Stack>
    </Card>
  );
}

function Outcome({ checked }: { checked: Checked }) {
  const { t } = useTranslation();
  const dates = useDates();
  if (checked === null) return null;
  if (checked === 'broken') return <Alert color="orange" title={t('verify.broken')} />;
  if (checked.status === 'refused') {
    return (
      <Alert color="red" title={t('verify.refused')}>
        {t(`verify.problem.${checked.problem}`)}
      </Alert>
    );
  }
  const { reference, filedAt, issuedAt, status, evidence } = checked.statement;
  return (
    <Alert color="green" title={t('verify.genuine')}>
      <Stack gap={4}>
        <Text size="sm">{t('verify.means')}</Text>
        <Text size="sm">
          {t('reference')}: {reference}
        </Text>
        <Text size="sm">
          {t('filed')}: {dates.full(filedAt)}
        </Text>
        <Text size="sm">
          {t('verify.issued')}: {dates.full(issuedAt)} · {t(`status.${status}`)}
        </Text>
        <Text size="sm">
          {t('verify.files')}: {evidence.length}
        </Text>
        <List size="xs" type="ordered" pe={24} style={{ overflowWrap: 'anywhere' }}>
          {evidence.map(({ sha256, bytes }, index) => (
            <List.Item key={`${index} ${sha256}`}>
              {sha256} ({bytes.toLocaleString('en')} {t('verify.bytes')})
            </List.Item>
          ))}
        </List>
      </Stack>
    </Alert>
  );
}
