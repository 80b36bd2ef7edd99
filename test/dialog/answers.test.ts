import { expect } from 'chai';
import { readAnswer } from '../../src/dialog/answers.ts';
import type { PromptStep } from '../../src/dialog/flow.ts';
import { typed } from '../fakes/typed.ts';

const shop: PromptStep = {
  ask: 'seller_name',
  type: 'name',
  text: 'ask_shop',
  optional: true,
  also_called: [],
  asked_by: 'bot',
  own_side: false,
};
const read = (text: string) => readAnswer(shop, typed(text), []);

describe('the name of a shop, a page or an account', () => {
  for (const [text, value] of [
    ['มะลิช็อป', 'มะลิช็อป'],
    ['ร้านมะลิ ของดีราคาถูก', 'ร้านมะลิ ของดีราคาถูก'],
    ['ยังไงก็รวย shop', 'ยังไงก็รวย shop'],
    ['ไม่ซ้ำใคร', 'ไม่ซ้ำใคร'],
    ['Not Yet Coffee', 'Not Yet Coffee'],
  ] as const) {
    it(`is read in “${text}”`, () => {
      expect(read(text)).to.deep.equal({ status: 'ok', value });
    });
  }

  for (const text of [
    'ยังไม่ได้เลยค่ะ',
    'ยังไม่ได้ของเลยครับ',
    'ยังไม่ส่งสักทีค่ะ',
    'เขายังไม่คืนเงินเลย',
    'ยังไม่ตอบค่ะ',
    'ใช่ค่ะ',
    'not yet',
    'still waiting',
  ]) {
    it(`is not “${text}”`, () => {
      expect(read(text)).to.deep.equal({ status: 'invalid' });
    });
  }

  it('is not known to somebody who says no', () => {
    expect(read('ไม่ค่ะ')).to.deep.equal({ status: 'none' });
  });
});
