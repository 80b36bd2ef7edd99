import { expect } from 'chai';
import { readAction } from '../../src/conversation/heard/inputs.ts';
import { readMark } from '../../src/conversation/thread/read-mark.ts';
import type { IntakeEvent } from '../../src/domain/intake-event.ts';
import { conversationOf, readWebhook } from '../../src/messenger/events.ts';
import { webhookFixtures } from './webhook-fixtures.ts';

const PAGE = '100200300400500';
const NOW = Date.UTC(2026, 10, 24, 9);
const PEOPLE: Readonly<Record<string, string>> = {
  mali: '7300000000000001',
  somsak: '7300000000000002',
  nok: '7300000000000003',
  pete: '7300000000000004',
  lek: '7300000000000005',
};

/**
 * What each body is to us, item by item: kind, person, and what makes its key: Meta's `mid`, the
 * mid of a standby `copy` or of what was `unsend`, or the `digest` of the item.
 */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'account-linking': ['ignored nok digest'],
  'account-unlinking': ['ignored nok digest'],
  'app-roles': ['ignored - digest'],
  'appointment-booking': ['utterance mali mid'],
  'attachment-odd-among-good': ['utterance mali mid'],
  audio: ['utterance mali mid'],
  'changes-feed': ['ignored - digest'],
  'changes-feed-without-from': ['ignored - digest'],
  'changes-inbox-labels': ['ignored - digest'],
  'changes-mention': ['ignored - digest'],
  'changes-template-status': ['ignored - digest'],
  command: ['utterance mali mid'],
  coupon: ['ignored mali digest'],
  'dashboard-test-button': ['ignored - digest'],
  delivery: ['delivery mali digest'],
  'delivery-without-mids': ['delivery mali digest'],
  'echo-and-standby-copy': ['echo pete mid', 'echo pete mid'],
  'echo-fallback': ['echo nok mid'],
  'echo-from-inbox': ['echo somsak mid'],
  'echo-image': ['echo nok mid'],
  'echo-ours': ['echo mali mid'],
  'echo-without-app-id': ['echo somsak mid'],
  edit: ['edit mali digest', 'edit mali digest'],
  'edit-without-number': ['edit mali digest'],
  'empty-item': ['ignored - digest'],
  'entry-of-a-new-kind': ['ignored - digest'],
  'entry-without-events': ['ignored - digest'],
  'entry-without-id': ['ignored - digest'],
  'fallback-old-form': ['utterance mali mid'],
  'fallback-through-facebook': ['utterance mali mid'],
  'fallback-with-text': ['utterance mali mid'],
  'fallback-without-payload': ['utterance mali mid'],
  file: ['utterance mali mid'],
  'game-play': ['ignored nok digest'],
  'get-started': ['postback somsak mid'],
  'get-started-from-link': ['postback somsak mid'],
  'ig-post': ['utterance mali mid'],
  'ig-reel': ['utterance mali mid'],
  'images-with-text': ['utterance mali mid'],
  'in-thread-form': ['ignored nok digest'],
  'items-that-are-no-objects': Array<string>(4).fill('ignored - digest'),
  'lead-referral-in-seconds': ['referral nok digest'],
  location: ['utterance mali mid'],
  'location-without-title': ['utterance mali mid'],
  'menu-postback': ['postback somsak mid'],
  'message-from-ad': ['utterance mali mid'],
  'message-from-shop': ['utterance mali mid'],
  'message-request': ['ignored nok digest'],
  'message-with-empty-mid': ['utterance mali digest', 'utterance mali digest'],
  'message-with-nlp': ['utterance mali mid'],
  'message-without-content': ['utterance mali mid'],
  'messaging-feedback': ['ignored nok digest'],
  'messaging-not-a-list': ['utterance somsak mid'],
  'messaging-null-beside-standby': ['read pete digest'],
  'new-kind': ['ignored nok digest'],
  'numeric-ids': ['utterance lek mid'],
  'old-mids': ['utterance mali mid', 'utterance mali mid'],
  'one-bad-among-good': ['utterance somsak mid', 'ignored - digest', 'utterance somsak mid'],
  'optin-notification': ['ignored nok digest'],
  'optin-of-plugin': ['ignored - digest'],
  order: ['ignored nok digest'],
  'page-without-echo-mark': ['ignored - mid'],
  'pass-thread-control': ['handover pete digest'],
  'policy-enforcement': ['ignored - digest'],
  'policy-enforcement-block': ['ignored - digest'],
  'policy-enforcement-old-key': ['ignored - digest'],
  post: ['utterance mali mid'],
  'postback-of-plugin': ['ignored - mid'],
  'postback-with-standby-copy': ['postback somsak mid', 'standby somsak copy'],
  'product-template': ['utterance mali mid'],
  'quick-reply': ['utterance mali mid'],
  'quick-reply-email': ['utterance mali mid'],
  'quick-reply-phone': ['utterance mali mid'],
  reaction: ['reaction mali digest'],
  'reaction-other': ['reaction mali digest'],
  read: ['read mali digest'],
  'read-without-watermark': ['ignored mali digest'],
  reel: ['utterance mali mid'],
  referral: ['referral nok digest'],
  'referral-from-ad': ['referral nok digest'],
  'reply-to': ['utterance mali mid'],
  'request-thread-control': ['handover pete digest'],
  'response-feedback': ['ignored nok digest'],
  'standby-beside-messaging': ['utterance mali mid', 'standby pete copy'],
  'standby-edit-and-reaction': ['standby pete digest', 'standby pete digest', 'unsend pete unsend'],
  'standby-message': ['standby pete copy'],
  'standby-postback-without-payload': ['standby pete copy'],
  'standby-read-and-delivery': ['read pete digest', 'delivery pete digest'],
  sticker: ['utterance mali mid'],
  'sticker-pair-of-2026': ['utterance mali mid'],
  'sticker-with-id-as-text': ['utterance mali mid'],
  'string-entry-time': ['utterance somsak mid'],
  'string-timestamp': ['postback somsak mid'],
  'take-thread-control': ['handover pete digest'],
  text: ['utterance mali mid'],
  'thread-control-named-by-page': ['handover pete digest'],
  'two-pages': ['utterance mali mid', 'utterance mali mid'],
  'unknown-attachment': ['utterance mali mid'],
  unreact: ['reaction mali digest'],
  unsend: ['unsend mali unsend'],
  video: ['utterance mali mid'],
  'watermarks-in-odd-forms': ['read somsak digest', 'delivery somsak digest'],
};

function eventsOf(body: unknown, now = NOW): readonly IntakeEvent[] {
  let count = 0;
  const read = readWebhook(body, { newId: () => String((count += 1)), now });
  return read.status === 'events' ? read.events : [];
}

const fixture = (name: string): readonly IntakeEvent[] =>
  eventsOf(webhookFixtures.find((other) => other.name === name)?.body);

function described({ kind, psid, key, pageId }: IntakeEvent): string {
  const person = Object.keys(PEOPLE).find((name) => PEOPLE[name] === psid) ?? psid ?? '-';
  const rest = key.slice(pageId.length + 1);
  const forms = [
    { starts: 'mid:', form: 'mid' },
    { starts: 'standby:mid:', form: 'copy' },
    { starts: 'unsend:', form: 'unsend' },
  ];
  const named = forms.find(({ starts }) => rest.startsWith(starts))?.form;
  const form = named ?? (/^[a-z]+:[0-9a-f]{32}$/.test(rest) ? 'digest' : rest);
  return `${kind} ${person} ${form}`;
}

describe('what Facebook sends', () => {
  it('is all in the table of this test, and nothing else is', () => {
    expect(Object.keys(EXPECTED)).to.have.members(webhookFixtures.map(({ name }) => name));
  });

  for (const { name, body } of webhookFixtures) {
    it(`is read as ${EXPECTED[name]?.join(', ') ?? 'nothing known'}: ${name}`, () => {
      const events = eventsOf(body);
      expect(events.map(described)).to.deep.equal(EXPECTED[name]);
      for (const { psid, pageId, conversationId, receivedAt } of events) {
        expect(conversationId).to.equal(psid === null ? null : conversationOf(pageId, psid));
        expect(receivedAt).to.equal(NOW);
      }
    });
  }

  it('has the same keys when it is delivered again later', () => {
    for (const { body, name } of webhookFixtures) {
      const keys = (now: number) => eventsOf(body, now).map(({ key }) => key);
      expect(keys(NOW + 3_600_000), name).to.deep.equal(keys(NOW));
    }
  });

  it('has a key of its own for everything that is not a copy', () => {
    const events = webhookFixtures.flatMap(({ body }) => eventsOf(body));
    const keys = events.map(({ key }) => key);
    const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
    expect(twice).to.deep.equal([`${PAGE}:mid:m_AG5Hz2UechocopyfixtureMid`]);
  });

  it('keeps each item as it came', () => {
    const [first] = fixture('text');
    expect(first?.raw).to.deep.include({
      sender: { id: PEOPLE['mali'] },
      message: {
        mid: 'm_AG5Hz2UtextfixtureMid',
        text: 'สั่งของไปสองอาทิตย์แล้วไม่ได้ของค่ะ 😢',
      },
    });
    expect(fixture('entry-of-a-new-kind')[0]?.raw).to.have.property('calls');
    expect(fixture('items-that-are-no-objects')[1]?.raw).to.deep.equal({ value: 'text' });
  });

  it('is dated by Facebook’s clock, in seconds, milliseconds or words, else by ours', () => {
    const at = (name: string) => fixture(name)[0]?.at;
    expect(at('text')).to.equal(1_795_510_801_000);
    expect(at('lead-referral-in-seconds')).to.equal(1_795_510_800_000);
    expect(at('string-timestamp')).to.equal(1_795_510_800_015);
    expect(at('delivery')).to.equal(NOW);
  });

  it('tells two edits of one message apart, and both from the message', () => {
    const keys = [...fixture('text'), ...fixture('edit')].map(({ key }) => key);
    expect(new Set(keys).size).to.equal(3);
  });

  it('keeps two Pages apart although it is the same person', () => {
    const [one, other] = fixture('two-pages');
    expect(one?.conversationId).to.not.equal(other?.conversationId);
    expect(other?.pageId).to.equal('100200300400501');
  });

  it('is left alone when it is about something else than a Page', () => {
    for (const body of [{ object: 'instagram', entry: [] }, { entry: [] }, [], null, 'page', 7]) {
      const read = readWebhook(body, { newId: () => '1', now: NOW });
      expect(read).to.deep.equal({ status: 'other_object' });
    }
  });

  it('may be nothing at all', () => {
    for (const body of [
      { object: 'page' },
      { object: 'page', entry: null },
      { object: 'page', entry: [] },
    ]) {
      expect(readWebhook(body, { newId: () => '1', now: NOW })).to.deep.equal({
        status: 'events',
        events: [],
      });
    }
  });
});

describe('what a person did', () => {
  const action = (name: string) => {
    const [event] = fixture(name);
    return event === undefined ? null : readAction(event);
  };

  it('is one sticker, however many items announce it', () => {
    for (const name of ['sticker', 'sticker-pair-of-2026']) {
      expect(action(name)).to.deep.include({ stickerId: '369239263222822', attachments: [] });
    }
    expect(action('sticker-with-id-as-text')).to.include({ stickerId: '369239343222814' });
  });

  it('is the words of a shared link, once', () => {
    expect(action('fallback-with-text')).to.deep.include({
      text: 'https://shop.example/item/1 ร้านนี้ค่ะ',
      attachments: [],
    });
    expect(action('fallback-old-form')).to.deep.include({ attachments: [] });
  });

  it('is what was shared, by kind, behind Facebook’s way out of itself', () => {
    const shared = (name: string) => action(name)?.shared;
    expect(shared('fallback-through-facebook')).to.deep.equal([
      { kind: 'link', title: 'ร้านรองเท้า', url: 'https://shop.example/shoes' },
    ]);
    expect(shared('ig-post')?.map(({ kind }) => kind)).to.deep.equal(['post']);
    expect(shared('ig-reel')?.map(({ kind }) => kind)).to.deep.equal(['reel']);
    expect(shared('location-without-title')).to.deep.equal([
      { kind: 'location', title: '13.7563, 100.5018', url: null },
    ]);
  });

  it('loses nothing to an odd part beside it', () => {
    const odd = action('attachment-odd-among-good');
    expect(odd?.attachments.map(({ type }) => type)).to.deep.equal(['image', 'file']);
    expect(odd?.shared).to.have.length(2);
  });

  it('is every file of a message', () => {
    const types = (name: string) => action(name)?.attachments.map(({ type }) => type);
    expect(types('images-with-text')).to.deep.equal(['image', 'image']);
    expect(types('video')).to.deep.equal(['video']);
    expect(types('audio')).to.deep.equal(['audio']);
    expect(types('file')).to.deep.equal(['file']);
  });

  it('is a pressed button with its payload', () => {
    expect(action('quick-reply')).to.include({ text: 'ข้าม', payload: 'act:skip' });
    expect(action('menu-postback')).to.include({ text: 'ติดตามสถานะ', payload: 'start:track' });
  });

  it('is something even when nothing of it is known', () => {
    for (const name of ['message-without-content', 'unknown-attachment', 'location', 'reel']) {
      expect(action(name), name).to.include({ text: '', payload: null });
    }
  });
});

describe('what a person did to a line', () => {
  const mid = 'm_AG5Hz2UtextfixtureMid';
  const marks = (name: string) =>
    fixture(name).map((event) => {
      const mark = readMark(event);
      return mark === null ? null : { ...mark, at: mark.at === event.at };
    });

  it('is each edit with its number, whether it is a number or a text', () => {
    expect(marks('edit')).to.deep.equal([
      { kind: 'edit', mid, at: true, number: 1, text: 'สั่งของไปสามอาทิตย์แล้วค่ะ' },
      { kind: 'edit', mid, at: true, number: 2, text: 'สั่งของไปสี่อาทิตย์แล้วค่ะ' },
    ]);
    expect(marks('edit-without-number')[0]).to.deep.include({
      number: fixture('edit-without-number')[0]?.at,
    });
  });

  it('is a reaction or its end, to anybody’s line', () => {
    const out = 'm_AG5Hz2Uout1fixtureMid';
    const reaction = { kind: 'reaction', at: true };
    expect(marks('reaction')).to.deep.equal([{ ...reaction, mid: out, name: 'love', emoji: '❤️' }]);
    expect(marks('unreact')).to.deep.equal([{ ...reaction, mid: out, name: null, emoji: null }]);
    expect(marks('reaction-other')).to.deep.equal([
      { ...reaction, mid, name: 'other', emoji: null },
    ]);
  });

  it('is a message taken back, and all of it on standby too', () => {
    expect(marks('unsend')).to.deep.equal([{ kind: 'taken_back', mid, at: true }]);
    const kinds = marks('standby-edit-and-reaction').map((mark) => mark?.kind);
    expect(kinds).to.deep.equal(['edit', 'reaction', 'taken_back']);
  });

  it('is nothing when it is about something else', () => {
    for (const name of ['text', 'read', 'delivery', 'menu-postback', 'new-kind', 'echo-ours']) {
      expect(marks(name), name).to.deep.equal([null]);
    }
  });

  it('is how far they have got and read, in milliseconds and never in the future', () => {
    const watermarks = (name: string) => fixture(name).map(({ watermark }) => watermark);
    const now = 1_795_600_000_000;
    const later = webhookFixtures.find(({ name }) => name === 'watermarks-in-odd-forms')?.body;
    expect(eventsOf(later, now).map(({ watermark }) => watermark)).to.deep.equal([
      1_795_510_800_020, 1_795_510_800_000,
    ]);
    expect(watermarks('read')).to.deep.equal([Math.min(NOW, 1_795_510_800_012)]);
    expect(watermarks('read-without-watermark')).to.deep.equal([undefined]);
  });
});
