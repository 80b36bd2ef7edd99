import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leadsDesk } from '../../../domain/staff.ts';
import type { Member } from '../../../http/session-shapes.ts';
import { OwnPage } from '../OwnPage.tsx';
import { AssignmentView } from './AssignmentView.tsx';
import { LiveNumbers } from './LiveNumbers.tsx';
import { OverTimeView } from './OverTimeView.tsx';
import { SatisfactionView } from './SatisfactionView.tsx';
import { ShiftsView } from './ShiftsView.tsx';

const TABS = {
  live: LiveNumbers,
  time: OverTimeView,
  satisfaction: SatisfactionView,
  assignment: AssignmentView,
  shifts: ShiftsView,
} as const;
type Tab = keyof typeof TABS;
const NAMES = Object.keys(TABS) as readonly string[];
const isTab = (name: string | null): name is Tab => name !== null && NAMES.includes(name);

/** How the desk does and how it is run; for those who lead it. Loaded on demand: it brings charts. */
export function Supervisor({ me }: { me: Member }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>('live');
  return (
    <OwnPage title={t('supervisor.title')} allowed={leadsDesk(me.role)}>
      <Tabs value={tab} onChange={(name) => isTab(name) && setTab(name)} keepMounted={false}>
        <Tabs.List>
          {NAMES.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`supervisor.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {Object.entries(TABS).map(([name, View]) => (
          <Tabs.Panel key={name} value={name}>
            <View />
          </Tabs.Panel>
        ))}
      </Tabs>
    </OwnPage>
  );
}
