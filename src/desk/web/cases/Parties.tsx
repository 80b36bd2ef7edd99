import { ActionIcon, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shapes.ts';
import { PartyForm, type PartyView } from './PartyForm.tsx';
import { RemoveParty } from './RemoveParty.tsx';

type Editing =
  { readonly what: 'add' } | { readonly what: 'correct' | 'remove'; readonly at: number };

/** Who and what the complaint is about: added, corrected, and taken out with a reason. */
export function Parties(props: {
  record: CaseView;
  busy: boolean;
  onEdit: (body: object) => Promise<boolean>;
}) {
  const { record, busy, onEdit } = props;
  const { parties } = record;
  const { t } = useTranslation();
  const [editing, setEditing] = useState<Editing | null>(null);
  const close = () => setEditing(null);
  const nameOf = ({ role, kind }: PartyView) => `${t(`party.${role}`)} · ${t(`party.${kind}`)}`;
  const correct = (at: number, next: PartyView) => {
    const before = parties[at];
    const slot = Object.keys(record.facts).find(
      (name) => String(record.facts[name]?.value) === before?.value,
    );
    // What a form asked for is corrected as a fact, so that the bot knows it too.
    const only =
      before?.role === next.role && before.kind === next.kind && before.bank === next.bank;
    return slot !== undefined && only
      ? onEdit({ facts: { [slot]: next.value } })
      : onEdit({ parties: parties.map((party, index) => (index === at ? next : party)) });
  };
  const remove = (at: number, reason: string) => {
    const gone = parties[at];
    const note = t('editing.removed_note', {
      what: gone === undefined ? '' : nameOf(gone),
      reason,
    });
    return onEdit({ parties: parties.filter((_party, index) => index !== at), note });
  };
  return (
    <section data-testid="desk-parties">
      <Title order={3} size="h6" mb={4}>
        {t('panel.parties')}
      </Title>
      <Stack gap="xs">
        {parties.map((party, at) =>
          editing?.what === 'correct' && editing.at === at ? (
            <PartyForm
              key={at}
              party={party}
              busy={busy}
              close={close}
              onSave={(next) => correct(at, next)}
            />
          ) : (
            <div key={at}>
              <Text size="xs" c="dimmed">
                {nameOf(party)}
                {party.bank !== undefined && ` · ${t(`choice.bank.${party.bank}`, party.bank)}`}
              </Text>
              <Group gap={4} wrap="nowrap" align="flex-start">
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {party.value}
                </Text>
                {!record.masked && (
                  <>
                    <ActionIcon
                      size="xs"
                      variant="subtle"
                      color="gray"
                      aria-label={t('cases.correct', { what: `${nameOf(party)} ${party.value}` })}
                      onClick={() => setEditing({ what: 'correct', at })}
                    >
                      <IconPencil size={14} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      size="xs"
                      variant="subtle"
                      color="gray"
                      aria-label={t('editing.remove', { what: `${nameOf(party)} ${party.value}` })}
                      onClick={() => setEditing({ what: 'remove', at })}
                    >
                      <IconTrash size={14} aria-hidden />
                    </ActionIcon>
                  </>
                )}
              </Group>
              {editing?.what === 'remove' && editing.at === at && (
                <RemoveParty busy={busy} close={close} onRemove={(reason) => remove(at, reason)} />
              )}
            </div>
          ),
        )}
        {editing?.what === 'add' && (
          <PartyForm
            party={null}
            busy={busy}
            close={close}
            onSave={(next) => onEdit({ parties: [...parties, next] })}
          />
        )}
        {editing === null && !record.masked && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setEditing({ what: 'add' })}
          >
            {t('editing.add_party')}
          </Button>
        )}
        {record.masked && (
          <Text size="xs" c="dimmed">
            {t('editing.masked')}
          </Text>
        )}
      </Stack>
    </section>
  );
}
