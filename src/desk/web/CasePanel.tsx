import {
  ActionIcon,
  Alert,
  Button,
  CopyButton,
  Group,
  Select,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../http/web/dates.ts';
import { CaseHistory } from './CaseHistory.tsx';
import classes from './desk.module.css';
import { useDoing } from './doing.ts';
import { EvidenceList } from './EvidenceList.tsx';
import { Facts } from './Facts.tsx';
import type { Place } from './place.ts';
import { useCase, useConversation } from './reading.ts';

/** The case of a conversation: status, facts, parties, files, history. */
export function CasePanel({ id, go }: { id: string; go: (next: Partial<Place>) => void }) {
  const { t } = useTranslation();
  const dates = useDates();
  const { data: conversation } = useConversation(id);
  const [chosen, setChosen] = useState<string | null>(null);
  const references = conversation?.cases ?? [];
  const reference = chosen ?? references.at(-1) ?? null;
  const { data: record } = useCase(reference);
  const doing = useDoing(id);
  return (
    <Stack gap="md">
      <Group gap="xs" wrap="nowrap">
        <ActionIcon
          className={classes['onlyNarrow']}
          variant="subtle"
          size="lg"
          aria-label={t('back_to_thread')}
          onClick={() => go({ pane: 'thread' })}
        >
          <IconArrowLeft aria-hidden />
        </ActionIcon>
        <Title order={2} size="h5">
          {t('case')}
        </Title>
      </Group>
      {references.length > 1 && (
        <Select
          label={t('panel.which')}
          data={references}
          value={reference}
          allowDeselect={false}
          onChange={setChosen}
        />
      )}
      {conversation !== undefined && references.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('panel.none')}
        </Text>
      )}
      {doing.problem !== null && (
        <Alert color="red" role="alert" title={t(doing.problem.key, doing.problem.values)} />
      )}
      {record !== undefined && reference !== null && (
        <Stack gap="md" data-testid="desk-case">
          <div>
            <Group gap="xs" justify="space-between">
              <Text ff="monospace" fw={600}>
                {record.reference}
              </Text>
              <CopyButton value={record.reference}>
                {({ copied, copy }) => (
                  <Button size="compact-xs" variant="default" onClick={copy}>
                    {t(copied ? 'panel.copied' : 'panel.copy')}
                  </Button>
                )}
              </CopyButton>
            </Group>
            <Text fw={600}>{t(`type.${record.type}`)}</Text>
          </div>
          <Select
            label={t('panel.status')}
            value={record.status}
            data={[record.status, ...record.allowedNext].map((status) => ({
              value: status,
              label: t(`status.${status}`),
            }))}
            allowDeselect={false}
            disabled={doing.busy}
            comboboxProps={{ withinPortal: false }}
            onChange={(status) => {
              if (status !== null && status !== record.status) {
                void doing.setStatus(record.reference, status);
              }
            }}
            data-testid="desk-status"
          />
          <dl className={classes['facts']}>
            <dt>{t('panel.holder')}</dt>
            <dd>{t(`holder.${record.holder}`, record.holder)}</dd>
            <dt>{t('panel.opened')}</dt>
            <dd>{dates.full(record.createdAt)}</dd>
          </dl>
          <Facts record={record} />
        </Stack>
      )}
      <EvidenceList conversation={id} reference={reference} />
      {record !== undefined && reference !== null && <CaseHistory record={record} />}
    </Stack>
  );
}
