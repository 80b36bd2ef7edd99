import { expect } from 'chai';
import { z } from 'zod';
import {
  conversationShape,
  listOf,
  messageShape,
  type MessageView,
} from '../../src/desk/shapes.ts';
import { addMember, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer, PAGE } from '../fakes/desk-server.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

const PSID = '6001';
const messages = listOf(messageShape);

describe('what is done to lines, over HTTP', function () {
  this.timeout(60_000);
  const desk = new DeskServer();
  let mali: StaffClient;
  let id: string;

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    mali = await signedIn(desk, 'mali');
    id = await waitingPerson(desk, PSID);
  });
  after(() => desk.stop());

  const lines = async (): Promise<readonly MessageView[]> =>
    messages.parse(await mali.get(`/api/conversations/${id}/messages`)).items;
  const until = async <Found>(look: () => Promise<Found | undefined>): Promise<Found> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('It never came.');
  };
  const item = (fields: object) => ({
    sender: { id: PSID },
    recipient: { id: PAGE },
    timestamp: Date.now(),
    ...fields,
  });
  const says = async (mid: string, text: string, more: object = {}) => {
    await desk.post([item({ message: { mid, text, ...more } })]);
    await until(async () => (await lines()).find((line) => shows(line, text)));
  };
  const shows = ({ content }: MessageView, text: string) =>
    'text' in content && content.text === text;
  const incoming = async (wanted: (line: Extract<MessageView, { direction: 'in' }>) => boolean) =>
    until(async () => (await lines()).find((line) => line.direction === 'in' && wanted(line)));

  it('an edit shows the new words, and the old ones beside them', async () => {
    await says('m_edit', 'โอนไป 500');
    await desk.post([item({ message_edit: { mid: 'm_edit', text: 'โอนไป 5,000', num_edit: 1 } })]);
    const line = await incoming((found) => shows(found, 'โอนไป 5,000'));
    expect(line).to.have.nested.property('versions[0].text', 'โอนไป 500');
    expect(line).to.have.nested.property('versions.length', 1);
  });

  it('a reaction shows, and goes', async () => {
    await says('m_react', 'ขอบคุณค่ะ');
    const react = (action: string, more: object) =>
      desk.post([item({ reaction: { mid: 'm_react', action, ...more } })]);
    await react('react', { reaction: 'love', emoji: '❤️' });
    const line = await incoming((found) => found.reaction !== null);
    expect(line).to.deep.include({ reaction: { name: 'love', emoji: '❤️' } });
    await react('unreact', {});
    await incoming((found) => shows(found, 'ขอบคุณค่ะ') && found.reaction === null);
  });

  it('an answer to a line quotes it as it stands now', async () => {
    await says('m_first', 'ร้านแรก');
    await says('m_answer', 'อันนี้', { reply_to: { mid: 'm_first' } });
    await says('m_lost', 'อันนั้น', { reply_to: { mid: 'm_before_our_time' } });
    const [answer, lost] = [
      await incoming((found) => shows(found, 'อันนี้')),
      await incoming((found) => shows(found, 'อันนั้น')),
    ];
    expect(answer).to.have.nested.property('replyTo.text', 'ร้านแรก');
    expect(answer).to.have.nested.property('replyTo.from.kind', 'consumer');
    expect(lost).to.deep.include({ replyTo: { id: null, from: null, text: '' } });
  });

  it('what was taken back is nowhere in what agents get', async () => {
    await says('m_gone', 'เลขบัตร 1234');
    await says('m_quotes', 'ตามนี้', { reply_to: { mid: 'm_gone' } });
    await desk.post([item({ message: { mid: 'm_gone', is_deleted: true } })]);
    await incoming(({ content }) => content.kind === 'taken_back');
    const all = await Promise.all([
      mali.get(`/api/conversations/${id}/messages`),
      mali.get(`/api/conversations/${id}`),
      mali.get('/api/conversations?q=1234'),
    ]);
    expect(JSON.stringify(all)).to.not.include('1234');
    expect(z.object({ items: z.array(conversationShape) }).parse(all[2]).items).to.deep.equal([]);
  });

  it('a sent line is delivered and read, by Facebook’s watermarks, without a turn', async () => {
    await until(async () => (await lines()).find(isSent));
    const version = async () =>
      (await desk.running.store.conversations({ limit: 9 })).items[0]?.version;
    const before = await version();
    const reached = async (wanted: string) =>
      until(async () =>
        (await lines()).find((line) => isSent(line) && line.delivery.reached === wanted),
      );
    await reached('facebook');
    await desk.post([item({ delivery: { watermark: Date.now() } })]);
    await reached('delivered');
    await desk.post([item({ read: { watermark: Date.now() } })]);
    await reached('read');
    expect(await version()).to.equal(before);
  });
});

type SentLine = Extract<MessageView, { direction: 'out' }> & {
  readonly delivery: { readonly status: 'sent' };
};

function isSent(line: MessageView): line is SentLine {
  return line.direction === 'out' && line.delivery.status === 'sent';
}
