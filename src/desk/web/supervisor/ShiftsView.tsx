import { Button, Chip, Fieldset, Group, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { DutyView, ShiftView } from '../../duty/duty-shapes.ts';
import { useDuty, useDutyChange } from '../inbox/duty.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 0];

/** The week's shifts: who is on now, and who comes next. */
export function ShiftsView() {
  const { t } = useTranslation();
  const dates = useDates();
  const { data } = useDuty();
  if (data === undefined) return null;
  const { onNow, next, setup } = data;
  return (
    <Stack mt="md">
      <Text data-testid="supervisor-on-now">
        {onNow.length === 0
          ? t('shifts.nobody')
          : onNow
              .map(({ name, endsAt }) => t('shifts.on', { name, at: dates.time(endsAt) }))
              .join(' · ')}
        {next !== null &&
          ` · ${t('shifts.next', { name: next.name, at: dates.full(next.startsAt) })}`}
      </Text>
      <ShiftsForm key={setup.version} duty={data} />
    </Stack>
  );
}

function ShiftsForm({ duty }: { duty: DutyView }) {
  const { t } = useTranslation();
  const change = useDutyChange();
  const [shifts, setShifts] = useState<readonly ShiftView[]>(duty.setup.shifts);
  const update = (id: string, fields: Partial<ShiftView>) =>
    setShifts(shifts.map((one) => (one.id === id ? { ...one, ...fields } : one)));
  const add = () =>
    setShifts([
      ...shifts,
      { id: newId(), name: '', days: [1, 2, 3, 4, 5], from: '08:00', to: '20:00', members: [] },
    ]);
  const whole = shifts.every(({ name, days }) => name.trim() !== '' && days.length > 0);
  const save = () => change.mutate({ to: 'shifts', body: { version: duty.setup.version, shifts } });
  return (
    <Stack>
      {shifts.map((shift) => (
        <ShiftFields
          key={shift.id}
          shift={shift}
          members={duty.members}
          onChange={(fields) => update(shift.id, fields)}
          onRemove={() => setShifts(shifts.filter(({ id }) => id !== shift.id))}
        />
      ))}
      {change.isError && <Text role="alert">{t('problem.stale')}</Text>}
      <Group>
        <Button variant="default" onClick={add}>
          {t('shifts.add')}
        </Button>
        <Button disabled={!whole} loading={change.isPending} onClick={save}>
          {t('supervisor.save')}
        </Button>
      </Group>
    </Stack>
  );
}

function ShiftFields(props: {
  shift: ShiftView;
  members: DutyView['members'];
  onChange: (fields: Partial<ShiftView>) => void;
  onRemove: () => void;
}) {
  const { shift, members, onChange, onRemove } = props;
  const { t } = useTranslation();
  return (
    <Fieldset legend={shift.name === '' ? t('shifts.new') : shift.name}>
      <Stack gap="xs">
        <Group align="end">
          <TextInput
            label={t('shifts.name')}
            maxLength={60}
            value={shift.name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label={t('shifts.from')}
            value={shift.from}
            onChange={(event) => onChange({ from: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label={t('shifts.to')}
            value={shift.to}
            onChange={(event) => onChange({ to: event.currentTarget.value })}
          />
        </Group>
        <Chip.Group
          multiple
          value={shift.days.map(String)}
          onChange={(days) => onChange({ days: days.map(Number) })}
        >
          <Group gap={6} role="group" aria-label={t('shifts.days')}>
            {DAYS.map((day) => (
              <Chip key={day} size="xs" value={String(day)} variant="outline">
                {t(`shifts.day.${day}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <MultiSelect
          label={t('shifts.members')}
          data={members.map(({ id, name }) => ({ value: id, label: name }))}
          value={shift.members}
          onChange={(chosen) => onChange({ members: chosen })}
        />
        <Group>
          <Button size="xs" variant="default" onClick={onRemove}>
            {t('shifts.remove')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

function newId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
}
