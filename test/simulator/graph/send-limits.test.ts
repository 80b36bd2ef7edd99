import { expect } from 'chai';
import { StandInAtRest } from '../../fakes/stand-in.ts';

const letters = (count: number) => 'ก'.repeat(count);
const reply = (title: string, payload = 'act:menu') => ({ content_type: 'text', title, payload });
const button = (title: string) => ({ type: 'postback', title, payload: 'act:menu' });
const template = (payload: object) => ({ attachment: { type: 'template', payload } });
const buttons = (text: string, list: object[]) =>
  template({ template_type: 'button', text, buttons: list });
const cards = (elements: object[]) => template({ template_type: 'generic', elements });
const many = <Item>(count: number, item: Item) => Array<Item>(count).fill(item);

describe('the limits of the Send API', () => {
  const graph = new StandInAtRest();
  const { psid } = graph.person;

  const cases: readonly (readonly [what: string, most: object, tooMuch: object])[] = [
    ['1,999 characters of text', { text: letters(1999) }, { text: letters(2000) }],
    [
      '999 characters of metadata',
      { text: 'a', metadata: letters(999) },
      { text: 'a', metadata: letters(1000) },
    ],
    [
      '13 quick replies',
      { text: 'a', quick_replies: many(13, reply('a')) },
      { text: 'a', quick_replies: many(14, reply('a')) },
    ],
    [
      '20 characters of quick reply title',
      { text: 'a', quick_replies: [reply(letters(20))] },
      { text: 'a', quick_replies: [reply(letters(21))] },
    ],
    [
      '1,000 characters of payload',
      { text: 'a', quick_replies: [reply('a', letters(1000))] },
      { text: 'a', quick_replies: [reply('a', letters(1001))] },
    ],
    ['3 buttons', buttons('a', many(3, button('a'))), buttons('a', many(4, button('a')))],
    [
      '20 characters of button title',
      buttons('a', [button(letters(20))]),
      buttons('a', [button(letters(21))]),
    ],
    [
      '640 characters above buttons',
      buttons(letters(640), [button('a')]),
      buttons(letters(641), [button('a')]),
    ],
    [
      '10 cards',
      cards(many(10, { title: 'a', subtitle: 'b' })),
      cards(many(11, { title: 'a', subtitle: 'b' })),
    ],
    [
      '80 characters of card title',
      cards([{ title: letters(80), subtitle: 'b' }]),
      cards([{ title: letters(81), subtitle: 'b' }]),
    ],
    [
      '80 characters of card subtitle',
      cards([{ title: 'a', subtitle: letters(80) }]),
      cards([{ title: 'a', subtitle: letters(81) }]),
    ],
    [
      '3 buttons on a card',
      cards([{ title: 'a', buttons: many(3, button('a')) }]),
      cards([{ title: 'a', buttons: many(4, button('a')) }]),
    ],
  ];
  for (const [what, most, tooMuch] of cases) {
    it(`allow ${what} and no more`, () => {
      expect(graph.send(most)).to.equal('sent');
      expect(graph.send(tooMuch)).to.equal('100');
    });
  }

  it('ask for at least one button, and for more than a title on a card', () => {
    expect(graph.send(buttons('a', []))).to.equal('100');
    expect(graph.send(cards([{ title: 'a' }]))).to.equal('100');
  });

  it('refuse an empty message, and one with both a text and an attachment', () => {
    expect(graph.send({})).to.equal('100/2018034');
    expect(graph.send({ text: '   ' })).to.equal('100/2018034');
    expect(graph.send({ ...buttons('a', [button('a')]), text: 'a' })).to.equal('100');
  });

  it('refuse a message together with a sender action', () => {
    expect(graph.send({ text: 'a' }, { sender_action: 'typing_on' })).to.equal('100/2018014');
  });

  it('ask for a known messaging type and, with a tag, for one that still lives', () => {
    expect(graph.send({ text: 'a' }, { messaging_type: undefined })).to.equal('100');
    expect(graph.send({ text: 'a' }, { messaging_type: 'PROMOTION' })).to.equal('100');
    expect(graph.send({ text: 'a' }, { messaging_type: 'MESSAGE_TAG' })).to.equal('100');
    const tagged = { messaging_type: 'MESSAGE_TAG', tag: 'ACCOUNT_UPDATE' };
    expect(graph.send({ text: 'a' }, tagged), 'dead since April 2026').to.equal('100');
    expect(graph.send({ text: 'a' }, { messaging_type: 'UTILITY' })).to.equal('100');
  });

  it('know whom they write to', () => {
    expect(graph.send({ text: 'a' }, { recipient: { id: '1' } })).to.equal('100/2018001');
    expect(graph.send({ text: 'a' }, { recipient: {} })).to.equal('100');
    expect(graph.send({ text: 'a' }, { recipient: { id: psid } })).to.equal('sent');
  });

  it('keep what was accepted, and nothing else', () => {
    const fresh = new StandInAtRest();
    fresh.send({ text: 'สวัสดี', metadata: 'o1' });
    fresh.send({ text: letters(2000) });
    expect(fresh.standIn.sent.map(({ message }) => message.text)).to.deep.equal(['สวัสดี']);
    expect(fresh.person.messages).to.have.length(1);
  });
});
