import { Button, Group, NumberInput, Select, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ASSIGNMENT_MODES,
  MOST_ANSWER_MINUTES,
  MOST_CAPACITY,
} from '../../../domain/desk-setup.ts';
import { PRESENCES } from '../../../domain/presence.ts';
import type { DutyMember, DutyView } from '../../duty/duty-shapes.ts';
import { Sideways } from './Sideways.tsx';
import { useDuty, useDutyChange } from '../inbox/duty.ts';

/** How waiting people are given out, and how many each member may have. */
export function AssignmentView() {
  const { t } = useTranslation();
  const { data } = useDuty();
  if (data === undefined) return null;
  return (
    <Stack mt="md">
      <SetupForm key={data.setup.version} setup={data.setup} />
      <Title order={2} size="h5">
        {t('supervisor.members')}
      </Title>
      <Sideways label={t('supervisor.members')} width={520}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {['name', 'presence', 'open', 'capacity'].map((key) => (
                <Table.Th key={key} scope="col">
                  {t(`supervisor.column.${key}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.members.map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
          </Table.Tbody>
        </Table>
      </Sideways>
    </Stack>
  );
}

function SetupForm({ setup }: { setup: DutyView['setup'] }) {
  const { t } = useTranslation();
  const change = useDutyChange();
  const [mode, setMode] = useState(setup.mode);
  const [capacity, setCapacity] = useState(setup.capacity);
  const [answerMinutes, setAnswerMinutes] = useState(setup.answerMinutes);
  const body = { version: setup.version, mode, capacity, answerMinutes };
  return (
    <Stack>
      <Group align="end">
        <Select
          label={t('supervisor.mode.label')}
          data={ASSIGNMENT_MODES.map((value) => ({ value, label: t(`supervisor.mode.${value}`) }))}
          value={mode}
          allowDeselect={false}
          onChange={(value) => setMode(ASSIGNMENT_MODES.find((one) => one === value) ?? mode)}
        />
        <NumberInput
          label={t('supervisor.capacity')}
          min={0}
          max={MOST_CAPACITY}
          allowDecimal={false}
          value={capacity}
          onChange={(value) => setCapacity(Number(value))}
        />
        <NumberInput
          label={t('supervisor.answer_minutes')}
          min={1}
          max={MOST_ANSWER_MINUTES}
          allowDecimal={false}
          value={answerMinutes}
          onChange={(value) => setAnswerMinutes(Number(value))}
        />
        <Button loading={change.isPending} onClick={() => change.mutate({ to: 'setup', body })}>
          {t('supervisor.save')}
        </Button>
      </Group>
      {change.isError && <Text role="alert">{t('problem.stale')}</Text>}
    </Stack>
  );
}

function MemberRow({ member }: { member: DutyMember }) {
  const { t } = useTranslation();
  const change = useDutyChange();
  const { id, name, chosen, load, ownCapacity, capacity } = member;
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td>
        <Select
          size="xs"
          aria-label={t('supervisor.presence_of', { name })}
          data={PRESENCES.map((value) => ({ value, label: t(`presence.${value}`) }))}
          value={chosen}
          allowDeselect={false}
          onChange={(value) => {
            const status = PRESENCES.find((one) => one === value);
            if (status !== undefined)
              change.mutate({ to: `members/${encodeURIComponent(id)}/presence`, body: { status } });
          }}
        />
      </Table.Td>
      <Table.Td>{load}</Table.Td>
      <Table.Td>
        <NumberInput
          size="xs"
          aria-label={t('supervisor.capacity_of', { name })}
          placeholder={String(capacity)}
          min={0}
          max={MOST_CAPACITY}
          allowDecimal={false}
          defaultValue={ownCapacity ?? ''}
          onBlur={(event) => {
            const text = event.currentTarget.value;
            const own = text === '' ? null : Number(text);
            if (own === ownCapacity) return;
            change.mutate({
              to: `members/${encodeURIComponent(id)}/capacity`,
              body: { capacity: own },
            });
          }}
        />
      </Table.Td>
    </Table.Tr>
  );
}
