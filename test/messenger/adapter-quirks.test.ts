/**
 * What the published Facebook adapter does, as far as we rely on it or guard against it. See also
 * test/dialog/botkit-quirks.test.ts.
 */
import { expect } from 'chai';
import { MessengerAdapter } from '../../src/messenger/facebook-adapter.ts';
import {
  activityOf,
  complaintsDuring,
  errorOf,
  itemOf,
  mapperOf,
  stockAdapter,
  type Item,
} from '../fakes/stock-botkit.ts';

describe('the adapter’s way in', () => {
  it('makes a message of words, from the sender, with the item as channel data', async () => {
    const item = itemOf({ message: { mid: 'm_1', text: 'สวัสดี' } });
    const activity = await activityOf(item);
    expect(activity).to.deep.include({
      channelId: 'facebook',
      type: 'message',
      text: 'สวัสดี',
      conversation: { id: '5001' },
      from: { id: '5001', name: '5001' },
      recipient: { id: '1212', name: '1212' },
    });
    expect(activity.channelData).to.equal(item);
  });

  it('writes every key of the message onto the item itself: never pass a stored one', async () => {
    const item: Item = itemOf({ message: { mid: 'm_1', text: 'ค่ะ', nlp: {}, anything: 7 } });
    await activityOf(item);
    expect(item).to.include({ mid: 'm_1', text: 'ค่ะ', anything: 7 });
  });

  it('gives a quick reply’s title as text and its payload only beside it', async () => {
    const quickReply = { payload: 'act:skip' };
    const activity = await activityOf(
      itemOf({ message: { mid: 'm', text: 'ข้าม', quick_reply: quickReply } }),
    );
    expect(activity.text).to.equal('ข้าม');
    expect(activity.channelData).to.deep.include({ quick_reply: quickReply });
  });

  it('gives a postback’s payload as if it had been typed', async () => {
    const item = itemOf({ postback: { title: 'เมนู', payload: 'act:menu' } });
    expect(await activityOf(item)).to.include({ type: 'message', text: 'act:menu' });
  });

  it('leaves the text of a picture undefined', async () => {
    const activity = await activityOf(itemOf({ message: { attachments: [{ type: 'image' }] } }));
    expect(activity.text).to.equal(undefined);
    expect(activity.type).to.equal('message');
  });

  it('makes an event of everything else, an echo included', async () => {
    for (const content of [
      { delivery: { watermark: 1 } },
      { read: { watermark: 1 } },
      { reaction: { action: 'react' } },
      { message: { is_echo: true, text: 'ของเพจ' } },
    ]) {
      expect((await activityOf(itemOf(content))).type).to.equal('event');
    }
  });

  it('throws for an item without a sender', async () => {
    const item = { recipient: { id: '1212' }, policy_enforcement: { action: 'warning' } };
    expect(await errorOf(activityOf(item))).to.include('TypeError');
  });
});

describe('the adapter’s way out', () => {
  const mapped = (channelData: object, text?: string) =>
    mapperOf(stockAdapter()).activityToFacebook({
      conversation: { id: '5001', isGroup: false, conversationType: '', tenantId: '', name: '' },
      channelData,
      ...(text === undefined ? {} : { text }),
    });

  it('makes the body of a send', () => {
    expect(JSON.parse(JSON.stringify(mapped({}, 'ค่ะ')))).to.deep.equal({
      recipient: { id: '5001' },
      message: { text: 'ค่ะ' },
      messaging_type: 'RESPONSE',
    });
  });

  it('keeps quick replies and attachments, and drops metadata and reply_to', () => {
    const body = mapped({
      quick_replies: [{ title: 'ข้าม', payload: 'act:skip' }],
      attachment: { type: 'template' },
      metadata: 'outbox-1',
      reply_to: { mid: 'm' },
    });
    expect(JSON.parse(JSON.stringify(body))).to.deep.equal({
      recipient: { id: '5001' },
      message: {
        attachment: { type: 'template' },
        quick_replies: [{ title: 'ข้าม', payload: 'act:skip', content_type: 'text' }],
      },
      messaging_type: 'RESPONSE',
    });
  });

  it('swallows a send that fails: a dialog would go on as if the person had read it', async () => {
    const responses: unknown[] = [];
    const item = itemOf({ message: { text: 'ค่ะ' } });
    const complaints = await complaintsDuring(() =>
      mapperOf(stockAdapter()).processSingleMessage(
        item,
        async (context) => void responses.push(await context.sendActivity('สวัสดีค่ะ')),
      ),
    );
    expect(responses).to.deep.equal([undefined]);
    expect(complaints).to.include('The stock Facebook API client is not used here');
  });

  it('is closed in ours: words past the staged replies are a bug, the rest goes nowhere', async () => {
    const adapter = new MessengerAdapter({ pageId: '1212' });
    const turn = (activity: object) =>
      adapter.dispatch({ turnId: 't1', text: 'ค่ะ', payload: null }, new Map(), async (context) => {
        await context.sendActivity(activity);
      });
    expect(await errorOf(turn({ type: 'message', text: 'หลุด' }))).to.include('past the staged');
    expect(await errorOf(turn({ type: 'message', channelData: { staged: true } }))).to.equal(
      'none',
    );
  });
});
