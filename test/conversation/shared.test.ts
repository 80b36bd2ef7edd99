import { expect } from 'chai';
import { conversationOf } from '../../src/messenger/events.ts';
import { webhookFixtures } from '../messenger/webhook-fixtures.ts';
import { shippedContent } from '../fakes/shipped.ts';
import { engineFor, Talk } from '../fakes/talk.ts';

const content = shippedContent();
const CANNOT = 'เปิดสิ่งที่ส่งมาไม่ได้';

/** The message of a webhook body of test/fixtures/webhook. */
function messageOf(name: string): object {
  const body = webhookFixtures.find((fixture) => fixture.name === name)?.body;
  const [entry] = body?.entry ?? [];
  const item = (entry as { messaging?: { message?: object }[] } | undefined)?.messaging?.[0];
  if (item?.message === undefined) throw new Error(`There is no message in ${name}.`);
  return item.message;
}

describe('what is shared and no file', () => {
  let talk: Talk;
  beforeEach(async () => {
    talk = new Talk(Date.UTC(2026, 10, 24, 5));
    await talk.open(content, engineFor(content));
  });
  afterEach(() => talk.close());

  const sends = (message: object) => talk.gets({ messaging: [talk.message(message)] });
  const lastIn = async () => (await talk.lines()).findLast(({ direction }) => direction === 'in');

  const SHAPES: Readonly<Record<string, object | null>> = {
    reel: { kind: 'reel', title: 'รีวิว', url: 'https://www.facebook.com/reel/1' },
    post: { kind: 'post', title: 'โพสต์ขาย', url: 'https://www.facebook.com/shop/posts/1' },
    location: {
      kind: 'location',
      title: 'ตำแหน่งของมะลิ',
      url: 'https://www.facebook.com/l.php?u=map',
    },
    'product-template': { kind: 'product', title: 'หม้อทอด 990 บาท', url: null },
    'appointment-booking': { kind: 'appointment', title: null, url: null },
    'unknown-attachment': { kind: 'other', title: null, url: null },
    'fallback-without-payload': { kind: 'link', title: null, url: null },
    'message-without-content': null,
  };
  for (const [name, shared] of Object.entries(SHAPES)) {
    it(`is in the thread by kind, and the bot says kindly that it cannot open it: ${name}`, async () => {
      const replies = await sends({ ...messageOf(name), text: '' });
      expect(replies.map(({ text }) => text).join()).to.include(CANNOT);
      expect((await lastIn())?.content).to.deep.equal(
        shared === null
          ? { kind: 'unsupported', what: 'message' }
          : { kind: 'attachments', attachments: [], shared: [shared] },
      );
    });
  }

  it('is one utterance with its text, and the link is in the thread with its title', async () => {
    const replies = await sends(messageOf('fallback-with-text'));
    expect(replies.map(({ text }) => text).join()).to.not.include(CANNOT);
    expect((await talk.lines()).filter(({ direction }) => direction === 'in')).to.have.length(1);
    expect((await lastIn())?.content).to.deep.include({
      text: 'https://shop.example/item/1 ร้านนี้ค่ะ',
      shared: [{ kind: 'link', title: 'ร้านรองเท้า', url: 'https://shop.example/item/1' }],
    });
    const { id } = await talk.conversation();
    const found = await talk.store.conversations({ q: 'ร้านรองเท้า', limit: 5 });
    expect(found.items.map((item) => item.id)).to.deep.equal([id]);
  });

  it('gives its address as evidence of the seller, beside words or as an answer', async () => {
    const link = (url: string) => ({ type: 'fallback', payload: { url, title: 'ร้าน' } });
    await sends({
      text: 'ซื้อรองเท้าแล้วไม่ได้ของค่ะ โอนไปสองอาทิตย์แล้ว ร้านนี้',
      attachments: [link('https://l.facebook.com/l.php?u=https%3A%2F%2Fshop.example%2Fshoes&h=x')],
    });
    const slots = async () => {
      const conversation = await talk.store.conversation(conversationOf('1212', '7001'));
      return (conversation?.dialog as { slots?: Record<string, unknown> } | null)?.slots;
    };
    expect((await slots())?.['seller_link']).to.include('shop.example/shoes');
  });

  it('leaves a sticker alone without an answer', async () => {
    for (const name of ['sticker', 'sticker-pair-of-2026']) {
      expect(await sends({ ...messageOf(name), mid: `m_${name}` })).to.deep.equal([]);
      expect((await lastIn())?.content).to.include({ kind: 'sticker', liked: true });
    }
  });

  it('is told once for everything that was shared in a row', async () => {
    const replies = await talk.gets({
      messaging: ['location', 'reel'].map((name) => talk.message(messageOf(name))),
    });
    expect(replies).to.have.length(1);
  });

  it('takes nothing with it that can be read: an odd part of a message is a part', async () => {
    const attachments = [7, null, { type: 5 }, { type: 'image', payload: { url: 9 } }];
    await sends({ mid: 'm_odd', text: 'ช่วยด้วยค่ะ', attachments, quick_reply: 'x', reply_to: 3 });
    expect((await lastIn())?.content).to.deep.include({ kind: 'attachments', text: 'ช่วยด้วยค่ะ' });
  });
});

describe('a quick reply’s title typed by hand', () => {
  it('works as pressed', async () => {
    const now = Date.UTC(2026, 10, 24, 5);
    for (const payload of ['start:not_received', 'start:scam_transfer', 'start:complaint']) {
      const [pressing, typing] = [new Talk(now), new Talk(now)];
      for (const talk of [pressing, typing]) await talk.open(content, engineFor(content));
      let shown = await pressing.posts(payload);
      await typing.posts(payload);
      for (let turns = 0; turns < 4; turns += 1) {
        const [button] = shown.at(-1)?.quickReplies ?? [];
        if (button === undefined) break;
        shown = await pressing.presses(button.title);
        const typed = await typing.says(button.title);
        expect(typed, `${payload}: ${button.title}`).to.deep.equal(shown);
      }
      await pressing.close();
      await typing.close();
    }
  });
});
