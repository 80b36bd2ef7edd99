import { Alert, Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { CaseView } from '../../shapes.ts';
import { useCaseChange } from './case-reading.ts';
import { CaseLinks } from './CaseLinks.tsx';
import { CaseNotes } from './CaseNotes.tsx';
import { CaseType } from './CaseType.tsx';
import classes from '../desk.module.css';
import { Facts } from './Facts.tsx';
import { LegalHold } from '../privacy/LegalHold.tsx';
import { useLeads } from '../account/me.ts';
import { Parties } from './Parties.tsx';
import { receiptOf } from '../referrals/referring.ts';
import { SimilarCases } from './SimilarCases.tsx';
import { StatusChange } from './StatusChange.tsx';
import { Unmask } from './Unmask.tsx';

/** A case: code, status, who has it, what is known, notes, and other cases like it. */
export function CaseRecord({ record }: { record: CaseView }) {
  const { t } = useTranslation();
  const dates = useDates();
  const leads = useLeads();
  const { change, problem, busy } = useCaseChange(record.reference);
  const edit = (body: object) => change({ version: record.version, ...body });
  return (
    <Stack gap="md" data-testid="desk-case">
      {problem !== null && (
        <Alert color="red" role="alert" title={t(problem.key, problem.values)} />
      )}
      <div>
        <Group gap="xs" justify="space-between">
          <Text ff="monospace" fw={600}>
            {record.reference}
          </Text>
          <Button
            component="a"
            href={receiptOf(record.reference)}
            download
            size="compact-xs"
            variant="default"
          >
            {t('cases.receipt')}
          </Button>
          <CopyButton value={record.reference}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="default" onClick={copy}>
                {t(copied ? 'panel.copied' : 'panel.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
        <CaseType
          type={record.type}
          source={record.typeSource}
          busy={busy}
          onChange={(type) => edit({ type })}
        />
      </div>
      <StatusChange
        record={record}
        busy={busy}
        onMove={(status, word) => edit({ status, ...(word !== '' && { word }) })}
      />
      <dl className={classes['facts']}>
        <dt>{t('panel.holder')}</dt>
        <dd>{t(`holder.${record.holder}`, record.holder)}</dd>
        <dt>{t('panel.opened')}</dt>
        <dd>
          {dates.full(record.createdAt)}
          {record.openedBy !== null && ` · ${t('panel.by', { by: record.openedBy.name })}`}
        </dd>
        {record.onBehalfOf !== null && (
          <>
            <dt>{t('cases.on_behalf_of')}</dt>
            <dd>{t(`choice.relation.${record.onBehalfOf}`, record.onBehalfOf)}</dd>
          </>
        )}
        {record.reopenCount > 0 && (
          <>
            <dt>{t('cases.reopened')}</dt>
            <dd>{t('cases.times', { count: record.reopenCount })}</dd>
          </>
        )}
      </dl>
      {record.masked && <Unmask reference={record.reference} />}
      <Facts
        record={record}
        busy={busy}
        onCorrect={(slot, value) => edit({ facts: { [slot]: value } })}
      />
      <Parties record={record} busy={busy} onEdit={edit} />
      <CaseLinks record={record} busy={busy} onMark={(duplicateOf) => edit({ duplicateOf })} />
      <SimilarCases record={record} busy={busy} onMark={(duplicateOf) => edit({ duplicateOf })} />
      <LegalHold record={record} leads={leads} />
      <CaseNotes record={record} busy={busy} onAdd={(note) => edit({ note })} />
    </Stack>
  );
}
