import { expect } from 'chai';
import { claim } from '../../src/conversation/agent/agent-actions.ts';
import { staffId } from '../../src/domain/ids.ts';
import type { ThreadMessage } from '../../src/domain/message.ts';
import { PAGE_INBOX_APP_ID } from '../../src/domain/thread-holder.ts';
import { shippedContent } from '../fakes/shipped.ts';
import { engineFor, Talk } from '../fakes/talk.ts';

const OURS = '12120';
const INBOX = Number(PAGE_INBOX_APP_ID);
const content = shippedContent();

const words = (lines: readonly ThreadMessage[]) =>
  lines.flatMap(({ content: said }) =>
    'text' in said && said.text !== undefined ? said.text : [],
  );
const notices = (lines: readonly ThreadMessage[]) =>
  lines.flatMap(({ content: said }) => (said.kind === 'notice' ? said.notice.kind : []));

describe('a thread that other apps may hold', () => {
  let talk: Talk;
  beforeEach(async () => {
    talk = new Talk(Date.UTC(2026, 10, 24, 5), OURS);
    await talk.open(content, engineFor(content));
  });
  afterEach(() => talk.close());

  const holder = async () => (await talk.conversation()).thread.holder;
  const control = async () => (await talk.conversation()).control.holder;
  const onStandby = (...texts: string[]) =>
    talk.gets({ standby: texts.map((text) => talk.message({ text })) });
  const passes = (to: string | number | null, from: string | number | null = INBOX) =>
    talk.gets({
      messaging: [
        talk.item({ pass_thread_control: { previous_owner_app_id: from, new_owner_app_id: to } }),
      ],
    });
  const takes = (by: string | number | null) =>
    talk.gets({
      messaging: [
        talk.item({ take_thread_control: { previous_owner_app_id: OURS, new_owner_app_id: by } }),
      ],
    });

  describe('when words come on standby', () => {
    it('has them in the thread, marked, and the bot says nothing', async () => {
      expect(await onStandby('สั่งของแล้วไม่ได้ของ')).to.deep.equal([]);
      const [line] = (await talk.lines()).filter(({ direction }) => direction === 'in');
      expect(line).to.include({ direction: 'in', standby: true });
      expect(words(await talk.lines())).to.deep.equal(['สั่งของแล้วไม่ได้ของ']);
      expect(await holder()).to.equal('other');
      expect(await control()).to.equal('queue');
      expect(notices(await talk.lines())).to.deep.equal(['thread_elsewhere', 'handoff_requested']);
    });

    it('knows that the person acted: Messenger’s window is open', async () => {
      await onStandby('อยู่ค่ะ');
      expect((await talk.conversation()).windowOpenedAt).to.be.greaterThan(0);
    });

    it('keeps files, whose links die', async () => {
      const attachments = [{ type: 'image', payload: { url: 'https://fbcdn.net/slip' } }];
      await talk.gets({ standby: [talk.message({ attachments })] });
      const { id } = await talk.conversation();
      expect(await talk.store.evidenceOfConversation(id)).to.have.length(1);
    });

    it('shows a button that was pressed, whose meaning is not told', async () => {
      const postback = { mid: 'm_pressed', title: 'ติดตามสถานะ' };
      expect(await talk.gets({ standby: [talk.item({ postback })] })).to.deep.equal([]);
      const pressed = (await talk.lines()).find(({ direction }) => direction === 'in');
      expect(pressed?.content).to.deep.equal({ kind: 'pressed', text: 'ติดตามสถานะ', payload: '' });
    });

    it('tells agents once, however much is said there', async () => {
      await onStandby('หนึ่ง');
      await onStandby('สอง', 'สาม');
      expect(words(await talk.lines())).to.deep.equal(['หนึ่ง', 'สอง', 'สาม']);
      expect(notices(await talk.lines())).to.deep.equal(['thread_elsewhere', 'handoff_requested']);
    });

    it('takes whatever comes so as a sign that another app holds the thread', async () => {
      await talk.gets({ standby: [talk.item({ reaction: { action: 'react', mid: 'm_1' } })] });
      expect(await holder()).to.equal('other');
    });
  });

  describe('when the same message comes both ways', () => {
    const pressed = { mid: 'm_both', title: 'ติดตามสถานะ' };
    const ours = { postback: { ...pressed, payload: 'start:track' } };

    it('has it once, and the one that came to us is answered', async () => {
      const replies = await talk.gets({
        messaging: [talk.item(ours)],
        standby: [talk.item({ postback: pressed })],
      });
      expect(replies).to.not.have.length(0);
      expect((await talk.lines()).filter(({ direction }) => direction === 'in')).to.have.length(1);
      expect(await holder()).to.equal('ours');
    });

    it('has it once when the copy comes later', async () => {
      await talk.gets({ messaging: [talk.item(ours)] });
      expect(await talk.gets({ standby: [talk.item({ postback: pressed })] })).to.deep.equal([]);
      expect((await talk.lines()).filter(({ direction }) => direction === 'in')).to.have.length(1);
      expect(await holder()).to.equal('ours');
    });

    it('has it once when the copy came first, and leaves it to whoever holds the thread', async () => {
      await talk.gets({ standby: [talk.item({ postback: pressed })] });
      expect(await talk.gets({ messaging: [talk.item(ours)] })).to.deep.equal([]);
      expect((await talk.lines()).filter(({ direction }) => direction === 'in')).to.have.length(1);
      expect(await holder()).to.equal('other');
    });
  });

  it('is ours again when the person writes to us, and waits for an agent', async () => {
    await onStandby('คุยกับแอดมินอยู่ค่ะ');
    expect(await talk.says('ยังไม่ได้ของเลยค่ะ')).to.deep.equal([]);
    expect(await holder()).to.equal('ours');
    expect(await control()).to.equal('queue');
  });

  it('does not change hands by news that is older than what is known', async () => {
    await talk.says('สวัสดีค่ะ');
    const late = talk.message({ text: 'ข้อความที่มาช้า' });
    await onStandby('อยู่ค่ะ');
    await talk.says('กลับมาแล้วค่ะ');
    await talk.gets({ standby: [{ ...late, timestamp: Date.UTC(2026, 10, 24, 5) }] });
    expect(await holder()).to.equal('ours');
  });

  describe('when it is taken from us', () => {
    for (const [shape, by] of [
      ['a number', INBOX],
      ['a string', PAGE_INBOX_APP_ID],
      ['nothing', null],
    ] as const) {
      it(`is as answered elsewhere, the new owner named by ${shape}`, async () => {
        await talk.says('สวัสดีค่ะ');
        await takes(by);
        const { thread, id } = await talk.conversation();
        expect(thread).to.include({ holder: 'other', appId: by === null ? null : String(by) });
        expect(await talk.store.openHandoff(id)).to.include({
          status: 'pending',
          reason: 'answered_elsewhere',
        });
      });
    }

    it('is answered by nobody here, though a message came in the same moment', async () => {
      const replies = await talk.gets({
        messaging: [
          talk.message({ text: 'สั่งของแล้วไม่ได้ของ' }),
          talk.item({ take_thread_control: { new_owner_app_id: INBOX } }),
        ],
      });
      expect(replies).to.deep.equal([]);
    });
  });

  describe('when it is passed to us', () => {
    it('lets the bot go on where it was silenced', async () => {
      await talk.says('สั่งของแล้วไม่ได้ของ โอนไป 900 บาท');
      const asked = (await talk.conversation()).dialog;
      await takes(INBOX);
      await passes(Number(OURS));
      expect(await control()).to.equal('bot');
      const { id, dialog, thread } = await talk.conversation();
      expect(thread.holder).to.equal('ours');
      expect(dialog).to.deep.equal(asked);
      expect(await talk.store.openHandoff(id)).to.equal(null);
      expect(notices(await talk.lines())).to.include('thread_returned');
      expect(await talk.says('เสื้อยืด 3 ตัว')).to.not.have.length(0);
    });

    it('does so also when both come in one moment', async () => {
      await talk.says('สวัสดีค่ะ');
      await talk.gets({
        messaging: [
          talk.item({ take_thread_control: { new_owner_app_id: INBOX } }),
          talk.item({ pass_thread_control: { new_owner_app_id: OURS } }),
        ],
      });
      expect(await control()).to.equal('bot');
    });

    it('does so after an answer in Business Suite that took nothing', async () => {
      await talk.says('สวัสดีค่ะ');
      await talk.gets({
        messaging: [
          {
            ...talk.item({ message: { is_echo: true, app_id: INBOX, mid: 'm_e', text: 'ค่ะ' } }),
            sender: { id: '1212' },
            recipient: { id: '7001' },
          },
        ],
      });
      expect(await control()).to.equal('queue');
      await passes(OURS);
      expect(await control()).to.equal('bot');
    });

    it('leaves it to the agent who has it', async () => {
      await onStandby('อยู่ค่ะ');
      const { id } = await talk.conversation();
      const actor = { id: staffId('a'), username: 'a', name: 'มาลี', role: 'agent' as const };
      await claim(talk.agentTools, actor, id);
      await passes(OURS);
      expect(await control()).to.equal('agent');
      expect(await holder()).to.equal('ours');
    });

    it('leaves it in the queue when the person asked for somebody', async () => {
      await talk.says('ขอคุยกับเจ้าหน้าที่ค่ะ');
      await takes(INBOX);
      await passes(OURS);
      expect(await control()).to.equal('queue');
    });

    it('says nothing when it was ours all the time', async () => {
      await talk.says('สวัสดีค่ะ');
      await passes(OURS, null);
      expect(notices(await talk.lines())).to.deep.equal([]);
    });
  });

  it('goes elsewhere when it is passed to another app', async () => {
    await talk.says('สวัสดีค่ะ');
    await passes('999', OURS);
    expect((await talk.conversation()).thread).to.include({ holder: 'other', appId: '999' });
  });

  it('is wanted by another app: agents see it, and nothing is answered', async () => {
    await talk.says('สวัสดีค่ะ');
    const request_thread_control = { requested_owner_app_id: INBOX, metadata: null };
    expect(await talk.gets({ messaging: [talk.item({ request_thread_control })] })).to.deep.equal(
      [],
    );
    const last = (await talk.lines()).at(-1);
    expect(last?.content).to.deep.equal({
      kind: 'notice',
      notice: { kind: 'thread_wanted', appId: PAGE_INBOX_APP_ID },
    });
    expect(await holder()).to.equal('ours');
    expect(await control()).to.equal('bot');
  });

  it('lets the bot answer again after an agent gave back what another app had', async () => {
    await onStandby('อยู่ค่ะ');
    await talk.isReleased();
    expect(await onStandby('ฮัลโหล')).to.deep.equal([]);
    expect(await control()).to.equal('bot');
    expect(await talk.says('สั่งของแล้วไม่ได้ของ')).to.not.have.length(0);
  });
});
