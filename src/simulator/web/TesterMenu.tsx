import { ActionIcon, Menu } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import type { ThreadView } from '../view-types.ts';
import { act, clearFaults, expireMedia, orderFault } from './api.ts';
import { useWords } from './words.ts';

/** Said by whoever tries out batches and the wrong order. */
const TWO = ['สั่งรองเท้าไปแล้วไม่ได้ของ', 'โอนไป 900 บาท'];
const FROM_INBOX = 'เจ้าหน้าที่ตอบจากกล่องข้อความค่ะ';
const REF = 'poster_1212';

const FAULTS = [
  ['busy', { kind: 'error', code: 2 }],
  ['limit', { kind: 'error', code: 613 }],
  ['blocked', { kind: 'error', code: 551, subcode: 1545041, status: 400 }],
  ['lost', { kind: 'sent-but-error' }],
  ['reset', { kind: 'reset' }],
] as const;

/** What goes wrong at Messenger, on request. */
export function TesterMenu(props: {
  readonly thread: ThreadView;
  readonly run: (action: Promise<unknown>, told?: string) => void;
}) {
  const words = useWords();
  const { run } = props;
  const { psid, hoursAhead, messages, elsewhere } = props.thread;
  const { tool } = words;
  const item = (title: string, action: () => Promise<unknown>, told: string = words.done) => (
    <Menu.Item key={title} onClick={() => run(action(), told)}>
      {title}
    </Menu.Item>
  );
  const several = (how: string) => () => act(psid, 'several', { texts: TWO, how });
  const openLink = () =>
    act(psid, messages.length === 0 ? 'get-started' : 'referral', { ref: REF });
  return (
    <Menu position="bottom-end" width={300} shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" aria-label={words.tools} data-testid="sim-tools">
          <IconFlask size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="80dvh" style={{ overflowY: 'auto' }}>
        <Menu.Label>{tool.clockLabel}</Menu.Label>
        {item(tool.clockDay, () => act(psid, 'clock', { hours: 25 }))}
        {item(tool.clockWeek, () => act(psid, 'clock', { hours: 192 }))}
        {hoursAhead > 0 && item(tool.clockBack, () => act(psid, 'clock', { hours: -hoursAhead }))}
        <Menu.Label>{tool.arrivalLabel}</Menu.Label>
        {item(tool.twice, () => act(psid, 'send-twice'))}
        {item(tool.batch, several('batch'))}
        {item(tool.reversed, several('reversed'))}
        {item(tool.link, openLink)}
        <Menu.Label>{tool.mediaLabel}</Menu.Label>
        {item(tool.expire, expireMedia)}
        <Menu.Label>{tool.graphLabel}</Menu.Label>
        {FAULTS.map(([name, fault]) =>
          item(tool[name], () => orderFault({ ...fault, psid }), words.ordered),
        )}
        {item(tool.clear, clearFaults)}
        <Menu.Label>{tool.inboxLabel}</Menu.Label>
        {item(tool.inbox, () => act(psid, 'inbox', { text: FROM_INBOX, takeControl: true }))}
        {!elsewhere && item(tool.ask, () => act(psid, 'ask-from-inbox'))}
        {elsewhere && item(tool.leave, () => act(psid, 'leave-inbox'))}
      </Menu.Dropdown>
    </Menu>
  );
}
