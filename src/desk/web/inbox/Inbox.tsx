import { VisuallyHidden } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../../http/session-shapes.ts';
import type { ConversationView } from '../../shapes.ts';
import { CasePanel } from '../cases/CasePanel.tsx';
import { ChooseHint } from '../ChooseHint.tsx';
import classes from '../desk.module.css';
import { KeysHelp } from '../KeysHelp.tsx';
import { useKeys, useKeysSetting, type KeyAction } from '../keys.ts';
import { ListPane } from './ListPane.tsx';
import { useLive } from '../live.ts';
import { Thread, type ThreadAction } from '../thread/Thread.tsx';
import { usePlace } from './use-place.ts';
import { useWaitingNews } from './waiting-news.ts';

/** List, thread and case side by side; on small screens one after the other. */
export function Inbox({ me, onSignOut }: { me: Member; onSignOut: () => void }) {
  const { t } = useTranslation();
  const connected = useLive();
  useWaitingNews();
  const [place, go] = usePlace();
  const [rows, setRows] = useState<readonly ConversationView[]>([]);
  const [help, setHelp] = useState(false);
  const [keysOn, setKeysOn] = useKeysSetting();
  const [wanted, setWanted] = useState<ThreadAction | null>(null);
  const { conversation } = place;

  const onKey = useCallback(
    (action: KeyAction) => {
      switch (action) {
        case 'next':
        case 'previous': {
          const id = neighbour(rows, conversation, action);
          if (id === null) return;
          go({ conversation: id, pane: 'thread' }, conversation === null ? 'push' : 'replace');
          focusRow(id);
          return;
        }
        case 'claim':
        case 'reply':
        case 'note':
        case 'undo':
          if (conversation !== null) setWanted({ conversation, action });
          return;
        case 'search':
          document.querySelector<HTMLElement>('[type=search]')?.focus();
          return;
        case 'help':
          setHelp(true);
      }
    },
    [rows, conversation, go],
  );
  useKeys(keysOn, onKey);

  return (
    <div className={classes['desk']} data-pane={place.pane}>
      <section className={classes['top']} aria-label={t('title')}>
        <VisuallyHidden component="h1">{t('signin.title')}</VisuallyHidden>
        <div role="status" className={connected ? undefined : classes['lost']}>
          {connected ? null : t('live.lost')}
        </div>
      </section>
      <ListPane
        me={me}
        place={place}
        go={go}
        onRows={setRows}
        onHelp={() => setHelp(true)}
        onSignOut={onSignOut}
      />
      <main className={classes['main']}>
        <div className={classes['thread']}>
          {conversation === null ? (
            <ChooseHint />
          ) : (
            <Thread
              key={conversation}
              id={conversation}
              me={me}
              go={go}
              wanted={wanted}
              onDone={() => setWanted(null)}
            />
          )}
        </div>
        <section className={classes['case']} aria-label={t('panel.label')}>
          {conversation !== null && <CasePanel key={conversation} id={conversation} go={go} />}
        </section>
      </main>
      <KeysHelp opened={help} on={keysOn} onSwitch={setKeysOn} onClose={() => setHelp(false)} />
    </div>
  );
}

/** A row that was out of sight is drawn only once the list has scrolled to it. */
function focusRow(id: string, tries = 10): void {
  const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
  if (row !== null) row.focus();
  else if (tries > 0) requestAnimationFrame(() => focusRow(id, tries - 1));
}

function neighbour(
  rows: readonly ConversationView[],
  current: string | null,
  way: 'next' | 'previous',
): string | null {
  const at = rows.findIndex(({ id }) => id === current);
  if (at < 0) return rows[0]?.id ?? null;
  return rows[way === 'next' ? at + 1 : at - 1]?.id ?? null;
}
