import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { BANK_NAMES } from '../../../domain/banks.ts';
import { PARTY_KINDS, PARTY_ROLES } from '../../../domain/case.ts';
import type { CaseView } from '../../shapes.ts';

export type PartyView = CaseView['parties'][number];

const NEW: PartyView = { role: 'seller', kind: 'name', value: '' };

/** One party: whose, what, and the name, number or link itself. */
export function PartyForm(props: {
  party: PartyView | null;
  busy: boolean;
  close: () => void;
  onSave: (party: PartyView) => Promise<boolean>;
}) {
  const { party, busy, close, onSave } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState<PartyView>(party ?? NEW);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { bank, ...bare } = { ...typed, value: typed.value.trim() };
    if (bare.value === '' || busy) return;
    const withBank = bare.kind === 'bank_account' && bank !== undefined;
    if (await onSave(withBank ? { ...bare, bank } : bare)) close();
  };
  const options = <Id extends string>(ids: readonly Id[]) =>
    ids.map((value) => ({ value, label: t(`party.${value}`) }));
  const combobox = { withinPortal: false };
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap={6}>
        <Group gap={6} grow>
          <Select
            size="xs"
            label={t('editing.role')}
            data={options(PARTY_ROLES)}
            value={typed.role}
            allowDeselect={false}
            comboboxProps={combobox}
            onChange={(role) => setTyped({ ...typed, role: role ?? typed.role })}
          />
          <Select
            size="xs"
            label={t('editing.kind')}
            data={options(PARTY_KINDS)}
            value={typed.kind}
            allowDeselect={false}
            comboboxProps={combobox}
            onChange={(kind) => setTyped({ ...typed, kind: kind ?? typed.kind })}
          />
        </Group>
        {typed.kind === 'bank_account' && (
          <Select
            size="xs"
            label={t('fact.bank')}
            clearable
            clearButtonProps={{ 'aria-label': t('editing.no_bank') }}
            data={Object.keys(BANK_NAMES.th).map((value) => ({
              value,
              label: t(`choice.bank.${value}`),
            }))}
            value={typed.bank ?? null}
            comboboxProps={combobox}
            onChange={(bank) => {
              const { role, kind, value } = typed;
              setTyped({ role, kind, value, ...(bank !== null && { bank }) });
            }}
          />
        )}
        <TextInput
          size="xs"
          label={t(`party.${typed.kind}`)}
          maxLength={500}
          value={typed.value}
          onChange={(event) => setTyped({ ...typed, value: event.currentTarget.value })}
        />
        <Group gap={4}>
          <Button
            type="submit"
            size="compact-xs"
            loading={busy}
            disabled={typed.value.trim() === ''}
          >
            {t('cases.save')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={close}>
            {t('cases.leave')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
