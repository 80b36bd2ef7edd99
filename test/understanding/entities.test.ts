import { expect } from 'chai';
import { readEntities } from '../../src/understanding/entities.ts';

const read = (text: string) =>
  readEntities(text).map(({ type, value }) => `${type}=${String(value)}`);

describe('entities', () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['โอนไป 1,500 บาท', ['amount_thb=1500']],
    ['โอนไป 1,500 ทางกสิกร', ['amount_thb=1500', 'bank=KBANK']],
    ['จ่ายไป 1500.-', ['amount_thb=1500']],
    ['เสียไป 2.5k', ['amount_thb=2500']],
    ['โอนไปสองพันห้า', ['amount_thb=2500']],
    ['โอนไปหมื่นสอง', ['amount_thb=12000']],
    ['เสียเงิน 3 แสน', ['amount_thb=300000']],
    ['โอน ๙๙๐ บาท', ['amount_thb=990']],
    ['โทร 1441 แล้ว ไม่มีคนรับ', []],
    ['รอมา 14 วัน สั่ง 3 ตัว', []],
    ['เบอร์ 081-234-5678', ['phone=0812345678']],
    ['บัญชี 123-4-56789-0', ['bank_account=1234567890']],
    ['เว็บ shop-mali.com/item?id=1', ['url=https://shop-mali.com/item?id=1']],
    ['เรื่อง occ69117k3fqm ถึงไหน', ['reference_code=OCC-6911-7K3FQ-M']],
  ];
  for (const [text, expected] of table) {
    it(`reads ${expected.length === 0 ? 'nothing' : expected.join(' and ')} in: ${text}`, () => {
      expect(read(text)).to.deep.equal(expected);
    });
  }

  it('gives offsets into the text as typed', () => {
    const text = 'เมื่อวานโอน ๑,๕๐๐ บาท ให้ร้าน';
    const [amount] = readEntities(text);
    expect(text.slice(amount?.start, amount?.end)).to.equal(amount?.text);
    expect(amount?.value).to.equal(1500);
  });
});
