import { expect } from 'chai';
import { GraphStandIn } from '../../src/simulator/graph-stand-in.ts';

describe('the Graph stand-in', () => {
  let now = 1_000_000;
  let counter = 0;
  const ids = { next: () => String((counter += 1)), random: () => 0.25 };
  const standIn = new GraphStandIn({ token: 'right', clock: { now: () => now }, ids });
  const person = standIn.addPerson('มะลิ');
  const send = (message: object, fields: object = {}, token = 'Bearer right') => {
    const body = { recipient: { id: person.psid }, messaging_type: 'RESPONSE', message, ...fields };
    const { status, body: answer } = standIn.send(token, body);
    const error = answer['error'] as { code: number; error_subcode?: number } | undefined;
    return { status, code: error?.code, subcode: error?.error_subcode };
  };
  const reply = (title: string) => ({ content_type: 'text', title, payload: 'x' });

  it('refuses to write to somebody who never wrote', () => {
    expect(send({ text: 'สวัสดี' })).to.deep.equal({ status: 400, code: 10, subcode: 2018278 });
  });

  it('takes a message inside the window and refuses it after 24 hours', () => {
    standIn.acted(person, 'สวัสดี', null);
    expect(send({ text: 'สวัสดีค่ะ' }).status).to.equal(200);
    now += 24 * 3_600_000;
    expect(send({ text: 'สวัสดีค่ะ' }).subcode).to.equal(2018278);
    const asAgent = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };
    expect(send({ text: 'สวัสดีค่ะ' }, asAgent).status).to.equal(200);
    standIn.acted(person, 'อยู่ค่ะ', null);
  });

  it('keeps Meta’s limits', () => {
    expect(send({ text: 'ก'.repeat(2000) }).code).to.equal(100);
    expect(send({ text: 'a', quick_replies: Array(14).fill(reply('a')) }).code).to.equal(100);
    expect(send({ text: 'a', quick_replies: [reply('a'.repeat(21))] }).code).to.equal(100);
    expect(send({ text: 'a', metadata: 'm'.repeat(1000) }).code).to.equal(100);
    expect(send({}).code).to.equal(100);
    expect(send({ text: 'a' }, { sender_action: 'typing_on' }).subcode).to.equal(2018014);
    expect(send({ text: 'a' }, { messaging_type: undefined }).code).to.equal(100);
  });

  it('knows the person and the token', () => {
    expect(send({ text: 'a' }, { recipient: { id: '1' } }).subcode).to.equal(2018001);
    expect(send({ text: 'a' }, {}, 'Bearer wrong')).to.include({ status: 401, code: 190 });
  });
});
