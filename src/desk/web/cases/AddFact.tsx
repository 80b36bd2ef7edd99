import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

/** What most forms ask, in the order in which an officer hears it. Numbers only of `amount`. */
const SLOTS = [
  ...['amount', 'paid_on', 'paid_time', 'product', 'bank', 'seller_name', 'seller_account'],
  ...['seller_phone', 'seller_link', 'order_no', 'tracking_no', 'contacted', 'called_bank'],
];

/** A fact that nobody has asked for yet. */
export function AddFact(props: {
  known: readonly string[];
  busy: boolean;
  onAdd: (slot: string, value: string | number) => Promise<boolean>;
}) {
  const { known, busy, onAdd } = props;
  const { t } = useTranslation();
  const [slot, setSlot] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const slots = SLOTS.filter((one) => !known.includes(one));
  if (slots.length === 0) return null;
  const isAmount = slot === 'amount';
  const number = Number(typed.replaceAll(',', ''));
  const usable = typed.trim() !== '' && (!isAmount || Number.isFinite(number));
  const close = () => {
    setSlot(null);
    setTyped('');
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (slot === null || !usable || busy) return;
    if (await onAdd(slot, isAmount ? number : typed.trim())) close();
  };
  if (slot === null) {
    return (
      <Button
        size="compact-xs"
        variant="default"
        mt={6}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setSlot(slots[0] ?? null)}
      >
        {t('editing.add_fact')}
      </Button>
    );
  }
  return (
    <form onSubmit={(event) => void add(event)}>
      <Stack gap={6} mt={6}>
        <Select
          size="xs"
          label={t('editing.which_fact')}
          data={slots.map((value) => ({ value, label: t(`fact.${value}`) }))}
          value={slot}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => setSlot(value ?? slot)}
        />
        <TextInput
          size="xs"
          label={t('editing.value')}
          inputMode={isAmount ? 'decimal' : 'text'}
          {...(slot === 'paid_on' && { type: 'date' })}
          maxLength={2000}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group gap={4}>
          <Button type="submit" size="compact-xs" loading={busy} disabled={!usable}>
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
