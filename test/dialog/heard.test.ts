import { expect } from 'chai';
import {
  heardIn,
  isAngry,
  isCheated,
  isDesperate,
  isGreeting,
  mattersIn,
  wantsToWithdraw,
} from '../../src/dialog/heard.ts';

describe('what is heard between the lines', () => {
  const others = [
    'แม่โดนหลอกโอนเงิน 5,000 บาท',
    'แจ้งแทนคุณยายค่ะ',
    'พ่อถูกแก๊งคอลเซ็นเตอร์หลอก',
    'ลูกสาวซื้อของในเกมแล้วโดนโกง',
    'คุณแม่ของผมกดลิงก์แล้วเงินหาย',
    'My mother sent money to a scammer',
    'I am writing on behalf of a neighbour',
  ];
  for (const text of others) {
    it(`is that another person was harmed: ${text}`, () =>
      expect(heardIn(text)).to.include({ reporter: 'other' }));
  }

  const shops = {
    'ร้านชื่อ น้องมะลิช็อป โอนไป 450': 'น้องมะลิช็อป',
    เพจชื่อว่าน้องมะลิช็อปแล้วโดนบล็อก: 'น้องมะลิช็อป',
    'ชื่อเพจ "เสื้อผ้า ราคาส่ง" ค่ะ': 'เสื้อผ้า ราคาส่ง',
    'ชื่อร้านคือ malee.shop': 'malee.shop',
    'a page called Malee Shop Online took my money': 'Malee Shop Online',
  };
  for (const [text, name] of Object.entries(shops)) {
    it(`is what the shop is called: ${text}`, () =>
      expect(heardIn(text)).to.include({ seller_name: name }));
  }
  for (const text of ['ชื่อร้านอะไรไม่รู้', 'ร้านไม่ตอบ', 'ป้าชื่อสมศรี', 'เพจ ปิดหนีไปแล้ว', 'ชื่อร้านไม่ทราบ']) {
    it(`is no name of a shop: ${text}`, () =>
      expect(heardIn(text)).to.not.have.property('seller_name'));
  }

  const own = [
    'ซื้อเสื้อให้แม่แล้วไม่ได้ของ',
    'แม่ค้าไม่ส่งของ',
    'เพื่อนแนะนำร้านนี้มา',
    'ได้ของมาแทนที่จะเป็นอันที่สั่ง',
    'ลูกค้าโทรมาบ่น',
    'I bought it for my mother’s birthday',
  ];
  for (const text of own) {
    it(`is not that another person was harmed: ${text}`, () =>
      expect(heardIn(text)).to.not.have.property('reporter'));
  }

  const ages = [
    { text: 'หนูอายุ 14 ปี โดนหลอกขายบัตรคอนเสิร์ต', minor: 'self' },
    { text: 'ผมอายุ ๑๕ ครับ', minor: 'self' },
    { text: 'อยู่ ม.2 ค่ะ โดนขู่', minor: 'self' },
    { text: 'I am 15 and got scammed', minor: 'self' },
    { text: 'ลูกอายุ 12 ปี เติมเกมไป 3,000 บาท', minor: 'other' },
    { text: 'หลานชายเรียนอยู่ ม.3 โดนโกง', minor: 'other' },
    { text: 'ดิฉันอายุ 65 ปี', minor: undefined },
    { text: 'เพจอายุ 10 วันเอง', minor: undefined },
    { text: 'I am 12 days late', minor: undefined },
    { text: 'ค่าส่ง 14 บาท', minor: undefined },
  ];
  for (const { text, minor } of ages) {
    it(`is ${minor === undefined ? 'no child' : `a child (${minor})`}: ${text}`, () =>
      expect(heardIn(text)['minor']).to.equal(minor));
  }

  const times = [
    ['โอนเมื่อวาน 14.30 น.', '14.30 น.'],
    ['ประมาณบ่ายสอง', 'บ่ายสอง'],
    ['ตอน 2 ทุ่มครึ่ง', '2 ทุ่มครึ่ง'],
    ['วันนี้ 09:05', '09:05'],
    ['at 3 pm today', '3 pm'],
    ['โอนไป 12.50 บาท', undefined],
    ['เลขที่ 1:250:33', undefined],
  ] as const;
  for (const [text, time] of times) {
    it(`is ${time ?? 'no time of day'}: ${text}`, () =>
      expect(heardIn(text)['paid_time']).to.equal(time));
  }

  it('is despair, and no figure of speech about money', () => {
    for (const text of [
      'ไม่อยากอยู่แล้ว',
      'หมดตัวแล้ว คิดสั้นหลายรอบ',
      'อยากตายค่ะ',
      'I want to die',
      'i will kill myself',
    ]) {
      expect(isDesperate(text), text).to.equal(true);
    }
    for (const text of ['เสียดายเงินจะตาย', 'ไม่อยากได้แล้ว ขอเงินคืน', 'เครื่องตายสนิท', 'my phone died']) {
      expect(isDesperate(text), text).to.equal(false);
    }
  });

  it('is anger, and no ordinary word that looks like it', () => {
    for (const text of ['ห่วยแตก ไม่ช่วยอะไรเลย', 'โกงกูได้ไง กูจะเอาเรื่อง', 'this is bullshit']) {
      expect(isAngry(text), text).to.equal(true);
    }
    for (const text of ['กู้เงินในแอป', 'กูเกิลเพลย์', 'ของพังค่ะ', 'ดูกูรูรีวิว', 'ไม่ได้ของ']) {
      expect(isAngry(text), text).to.equal(false);
    }
  });

  it('is a greeting only when nothing else is said', () => {
    for (const text of ['สวัสดีค่ะ', 'หวัดดีครับ', 'hello', 'สวัสดีค่ะ แอดมิน']) {
      expect(isGreeting(text), text).to.equal(true);
    }
    for (const text of ['ไม่ค่ะ', 'สวัสดีค่ะ โดนโกง', 'ร้านสวัสดี', 'hi-fi 2']) {
      expect(isGreeting(text), text).to.equal(false);
    }
  });

  it('is more than one matter only when the person says so', () => {
    expect(mattersIn('สองเรื่องค่ะ สั่งเสื้อแล้วไม่ได้ของ กับอีกเรื่องเฟซถูกแฮก')).to.have.length(2);
    expect(mattersIn('ไม่ได้ของ และร้านไม่คืนเงิน')).to.deep.equal([]);
    expect(
      mattersIn('I have two problems: no parcel came and my account was hacked'),
    ).to.have.length(2);
  });

  it('is the wish to take a complaint back, and not to draw money', () => {
    for (const text of [
      'ขอถอนเรื่องค่ะ',
      'อยากถอนคำร้อง',
      'ขอถอนแจ้งครับ',
      'ไม่ร้องเรียนแล้วค่ะ',
      'I want to withdraw my complaint',
    ]) {
      expect(wantsToWithdraw(text), text).to.equal(true);
    }
    for (const text of [
      'ขอถอนเงินไม่ได้',
      'เว็บไม่ให้ถอน',
      'ขอถอน เงิน 500',
      'ถอนตังไม่ได้',
      'cannot withdraw my money',
    ]) {
      expect(wantsToWithdraw(text), text).to.equal(false);
    }
  });
});

describe('words of somebody who was cheated', () => {
  for (const text of ['โดนโกงค่ะ', 'มิจฉาชีพ', 'ร้านบล็อกหนีแล้ว', 'I was scammed', 'เงินโดนดูด']) {
    it(`are heard: ${text}`, () => expect(isCheated(text)).to.equal(true));
  }
  for (const text of ['โอนไปเมื่อกี้ ของถึงวันไหน', 'สั่งของเมื่อวาน', 'I paid yesterday']) {
    it(`are not heard in: ${text}`, () => expect(isCheated(text)).to.equal(false));
  }
});
