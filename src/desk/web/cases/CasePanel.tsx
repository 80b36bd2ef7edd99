import { ActionIcon, Group, Select, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseAudit } from './CaseAudit.tsx';
import { CaseHistory } from './CaseHistory.tsx';
import { CaseRecord } from './CaseRecord.tsx';
import classes from '../desk.module.css';
import { EvidenceList } from './EvidenceList.tsx';
import { NewCase } from './NewCase.tsx';
import { Opinions } from './Opinions.tsx';
import { PersonData } from '../privacy/PersonData.tsx';
import type { Place } from '../inbox/place.ts';
import { useCase, useConversation } from '../reading.ts';
import { Referrals } from '../referrals/Referrals.tsx';
import { HandoffCard } from './HandoffCard.tsx';

/** The case of a conversation: status, facts, parties, files, history. */
export function CasePanel({ id, go }: { id: string; go: (next: Partial<Place>) => void }) {
  const { t } = useTranslation();
  const { data: conversation } = useConversation(id);
  const [chosen, setChosen] = useState<string | null>(null);
  const references = conversation?.cases ?? [];
  const reference = chosen ?? references.at(-1) ?? null;
  const { data: record } = useCase(reference);
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
      {conversation !== undefined && <HandoffCard conversation={id} />}
      {conversation !== undefined && (
        <NewCase
          conversation={id}
          type={conversation.problemType}
          urgent={conversation.urgency === 'urgent'}
          onOpened={setChosen}
        />
      )}
      {record !== undefined && reference !== null && <CaseRecord key={reference} record={record} />}
      {reference !== null && <Opinions reference={reference} />}
      <EvidenceList conversation={id} reference={reference} />
      {record !== undefined && reference !== null && (
        <>
          <Referrals key={`referrals ${record.reference}`} record={record} />
          <CaseHistory record={record} />
          <CaseAudit key={record.reference} reference={record.reference} />
        </>
      )}
      <PersonData conversation={id} onErased={() => go({ conversation: null, pane: 'list' })} />
    </Stack>
  );
}
