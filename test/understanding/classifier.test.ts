import { expect } from 'chai';
import { normalise } from '../../src/understanding/normalise.ts';
import { readDialogAct } from '../../src/understanding/dialog-acts.ts';
import { understand } from '../../src/understanding/understand.ts';
import { shippedContent } from '../fakes/shipped.ts';

describe('understanding', () => {
  const { classifier, faq } = shippedContent();
  const intentOf = (text: string) => understand(text, classifier, 0).intent;

  it('knows what people want in hurried Thai', () => {
    expect(intentOf('สั่งกระทะไปเดือนนึงละ ยังม่ายด้ายของเรยค่ะ ร้านบล็อกด้วย')).to.equal('not_received');
    expect(intentOf('พึ่งโอนเงินให้มิจไป ช่วยอายัดบัญชีที')).to.equal('scam_transfer');
    expect(intentOf('อยากคุยกับเจ้าหน้าที่จริงๆ')).to.equal('talk_to_human');
  });

  it('is unsure about what is none of our business', () => {
    expect(understand('qwrtp zxcvb', classifier, 0).confidence).to.be.lessThan(0.35);
  });

  it('steers only on words that stand alone', () => {
    expect(readDialogAct('ยกเลิกค่ะ')).to.equal('cancel');
    expect(readDialogAct('ยกเลิกออเดอร์แล้วร้านไม่คืนเงิน')).to.equal(null);
    expect(readDialogAct('ไม่ได้ของ')).to.equal(null);
  });

  it('reads of a very long text what came first, so that the time it takes is bounded', () => {
    const story = 'สั่งของแล้วไม่ได้ของ ร้านเงียบ '.repeat(200);
    const first = story.slice(0, 4_000);
    expect(classifier.classify(`${first}${'สวัสดีค่ะ '.repeat(1_000)}`)).to.deep.equal(
      classifier.classify(first),
    );
  });

  it('answers from the knowledge store or abstains', () => {
    expect(faq.rank('ศูนย์ AOC 1441 มีไลน์ไหมคะ').answer?.id).to.equal('f11-aoc-1441');
    expect(faq.rank('วันนี้ฝนตกไหม').answer).to.equal(null);
  });
});

describe('normalising Thai', () => {
  const table: readonly (readonly [string, string])[] = [
    ['นํ้า', 'น้ำ'],
    ['เเล้ว', 'แล้ว'],
    ['ที่\u200bนี่', 'ที่นี่'],
    ['มากกกกก', 'มาก'],
    ['๑,๕๐๐', '1,500'],
    ['OK ครับ', 'ok ครับ'],
    ['โอน 5,555 บาท', 'โอน 5,555 บาท'],
  ];
  for (const [typed, expected] of table) {
    it(`writes ${expected} for ${typed}`, () => expect(normalise(typed)).to.equal(expected));
  }
});
