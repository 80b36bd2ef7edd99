import { expect } from 'chai';
import { isOwnNumber, readOwnContact } from '../../src/dialog/own-contact.ts';
import { ownContactIn } from '../../src/domain/own-contact.ts';
import { aCase, aPerson, NOW } from '../contracts/samples.ts';
import { typed } from '../fakes/typed.ts';

const read = (text: string) => readOwnContact(typed(text));

describe('the person’s own name and number', () => {
  for (const [text, name, phone] of [
    ['สมหญิง ใจดี 081-234-5678', 'สมหญิง ใจดี', '0812345678'],
    ['หนูชื่อสมหญิงค่ะ', 'สมหญิง', null],
    ['ชื่อมะลิ เบอร์โทร 0812345678 ครับ', 'มะลิ', '0812345678'],
    ['0812345678 มะลิ', 'มะลิ', '0812345678'],
    ['0812345678 ค่ะ', null, '0812345678'],
    ['My name is Mali Jaidee and my phone is 081 234 5678', 'Mali Jaidee', '0812345678'],
    ['Mali', 'Mali', null],
  ] as const) {
    it(`are read in “${text}”`, () => {
      expect(read(text)).to.deep.equal({ name, phone });
    });
  }

  it('are told by nobody who refuses, asks or only agrees', () => {
    for (const text of ['ไม่สะดวกให้ค่ะ', 'ไม่บอก', 'ไม่', 'I would rather not']) {
      expect(read(text), text).to.equal('refused');
    }
    for (const text of ['ได้ค่ะ', 'เอาไปทำอะไรคะ ปลอดภัยไหม', '-']) {
      expect(read(text), text).to.equal(null);
    }
  });

  it('are told from the number of the other side', () => {
    const own = (text: string) => isOwnNumber(text, text.indexOf('08'));
    for (const text of [
      'เบอร์ของหนู 0812345678',
      'ติดต่อกลับที่ 0812345678',
      'my number is 0812345678',
      'call me at 0812345678',
    ]) {
      expect(own(text), text).to.equal(true);
    }
    for (const text of [
      'เขาโทรหาผมจากเบอร์ 0812345678',
      'ร้านใช้เบอร์ 0812345678',
      'he called me from 0812345678',
      'เบอร์ร้าน 0812345678',
    ]) {
      expect(own(text), text).to.equal(false);
    }
  });

  it('are known again to whoever filed the case, and to nobody whom it was only linked to', () => {
    const [filer, other] = [aPerson(), aPerson()];
    const source = { by: 'consumer', messageId: null, at: NOW } as const;
    const record = aCase(filer, {
      conversations: [filer.id, other.id],
      facts: { own_name: { value: 'มะลิ', source } },
    });
    expect(ownContactIn(record, filer.id)).to.deep.equal({ name: 'มะลิ', phone: null });
    expect(ownContactIn(record, other.id)).to.equal(null);
    expect(ownContactIn(aCase(filer, { facts: {} }), filer.id)).to.equal(null);
  });
});
