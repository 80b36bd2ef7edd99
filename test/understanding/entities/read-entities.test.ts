import { expect } from 'chai';
import { readEntities } from '../../../src/understanding/entities/read-entities.ts';

/** A Monday. */
const NOW = Date.parse('2026-11-23T12:00:00+07:00');

const read = (text: string) =>
  readEntities(text, NOW).map(({ type, value }) => `${type}=${String(value)}`);

type Row = readonly [text: string, ...expected: string[]];

const tables: Readonly<Record<string, readonly Row[]>> = {
  amounts: [
    ['โอนไป 1,500 บาท', 'amount_thb=1500'],
    ['โอนไป 1500', 'amount_thb=1500'],
    ['จ่ายไป 1500.-', 'amount_thb=1500'],
    ['ราคา ฿2,990', 'amount_thb=2990'],
    ['เสียไป 2.5k', 'amount_thb=2500'],
    ['โดนไป 20k', 'amount_thb=20000'],
    ['โอนไปสองพันห้า', 'amount_thb=2500'],
    ['โอนไปหมื่นสอง', 'amount_thb=12000'],
    ['จ่ายไปพันห้า', 'amount_thb=1500'],
    ['จ่ายไปพันครึ่ง', 'amount_thb=1500'],
    ['เสียไปสามพันสองร้อยห้าสิบบาท', 'amount_thb=3250'],
    ['สามร้อยเก้าสิบเก้าบาท', 'amount_thb=399'],
    ['ราคาสามร้อยห้า', 'amount_thb=305'],
    ['เสียเงิน 3 แสน', 'amount_thb=300000'],
    ['โอนไป 3 แสน 5 หมื่น', 'amount_thb=350000'],
    ['โดนหลอก 1.2 ล้านบาท', 'amount_thb=1200000'],
    ['โอน ๙๙๐ บาท', 'amount_thb=990'],
    ['โอน ๑,๒๕๐.๕๐ บาท', 'amount_thb=1250.5'],
    ['ครั้งละ 500 บาท', 'amount_thb=500'],
    ['เสียห้าร้อยกว่าบาท', 'amount_thb=500'],
    ['i paid 850 baht for a dress', 'amount_thb=850'],
    ['lost 12,000 to a fake shop', 'amount_thb=12000'],
    ['โอน 2 ครั้ง 3,000 กับ 4,500', 'amount_thb=3000', 'amount_thb=4500'],
    ['ไม่ใช่ 500 นะ 5,000', 'amount_thb=5000'],
    ['โทร 1441 แล้ว ไม่มีคนรับ'],
    ['จ่ายแล้วโทร 1212 กับ 1166'],
    ['โอน 1441 แล้วหรือยัง'],
    ['รอมา 14 วัน สั่ง 3 ตัว'],
    ['สั่ง 100 ชิ้น ส่งมา 50 ชิ้น'],
    ['โอน 30 ครั้ง'],
    ['ผู้ติดตาม 12,000 คน'],
    ['เพจมีคนไลก์ 25,000'],
    ['ลดราคา 50%'],
    ['โอนตอน 20.30 น.'],
    ['โอน 20:30 น.'],
    ['ซื้อทีวี 4K มา'],
    ['ปี 2568 ซื้อของ'],
    ['ตั้งแต่ปี 2567 จนถึง พ.ศ. 2568'],
    ['มีคนโดนหลายพันคน'],
    ['อยู่ร้อยเอ็ดค่ะ'],
    ['มี 3 พันธุ์'],
    ['เขาหายไปพร้อมสร้อยทอง'],
    ['เสียไปหลายพัน'],
    ['แชร์ไปสามพัน'],
    ['ค่าเครื่องชงกาแฟสี่พันหายเลย', 'amount_thb=4000'],
    ['โอนค่าสมัคร 350 แล้วหาย', 'amount_thb=350'],
    ['เก็บเงินปลายทาง 299', 'amount_thb=299'],
  ],
  dates: [
    ['โอนเมื่อกี๊', 'date=2026-11-23'],
    ['โอนเมื่อตะกี้นี้', 'date=2026-11-23'],
    ['ขายตั๋วเมื่อกีฬาจบ'],
    ['โอนเมื่อวาน', 'date=2026-11-22'],
    ['โอนเมื่อวานซืน', 'date=2026-11-21'],
    ['วันนี้เพิ่งโอน', 'date=2026-11-23'],
    ['สั่งไป 3 วันก่อน', 'date=2026-11-20'],
    ['ซื้อสองอาทิตย์ที่แล้ว', 'date=2026-11-09'],
    ['โอนวันที่ 3', 'date=2026-11-03'],
    ['โอนวันที่ 30', 'date=2026-10-30'],
    ['นัดส่งวันที่ 30', 'date=2026-11-30'],
    ['โอน 25 พ.ย.', 'date=2025-11-25'],
    ['ร้านบอกจะส่ง 25 พ.ย.', 'date=2026-11-25'],
    ['ซื้อ 3 พฤศจิกายน 2569', 'date=2026-11-03'],
    ['ซื้อ 3 พ.ย. 69', 'date=2026-11-03'],
    ['โอน 12 มี.ค. 2569', 'date=2026-03-12'],
    ['โอน 3/11/69', 'date=2026-11-03'],
    ['โอน 3/11/2026 ตอนเย็น', 'date=2026-11-03'],
    ['๓/๑๑/๒๕๖๙', 'date=2026-11-03'],
    ['2026-11-03', 'date=2026-11-03'],
    ['paid on 3 Nov 2026', 'date=2026-11-03'],
    ['November 3, I paid', 'date=2026-11-03'],
    ['3 days ago', 'date=2026-11-20'],
    ['yesterday', 'date=2026-11-22'],
    ['วันศุกร์ที่แล้ว', 'date=2026-11-20'],
    ['วันจันทร์ที่แล้ว', 'date=2026-11-16'],
    ['วันศุกร์หน้า', 'date=2026-11-27'],
    ['กำหนดถึงวันที่ 14 วันนี้ยังไม่มา', 'date=2026-11-14', 'date=2026-11-23'],
    ['ร้านว่าจะส่ง 5 ม.ค.', 'date=2027-01-05'],
    ['31/2/2569'],
    ['รอมา 14 วันแล้ว'],
    ['เปิด 9/10 โมง'],
  ],
  'phones, accounts and other numbers': [
    ['เบอร์ 081-234-5678', 'phone=0812345678'],
    ['เบอร์ 08 1234 5678', 'phone=0812345678'],
    ['โทร ๐๘๑๒๓๔๕๖๗๘', 'phone=0812345678'],
    ['+66 81 234 5678', 'phone=0812345678'],
    ['โทร 02-123-4567', 'phone=021234567'],
    ['บัญชี 123-4-56789-0', 'bank_account=1234567890'],
    ['บัญชี 123 4 56789 0', 'bank_account=1234567890'],
    ['โอนเข้า 1234567890 5000 บาท', 'bank_account=1234567890', 'amount_thb=5000'],
    ['081-234-5678 หรือ 02 123 4567', 'phone=0812345678', 'phone=021234567'],
    ['เลขบัญชี 0812345678', 'bank_account=0812345678'],
    ['โทรหาเจ้าของบัญชีเบอร์ 0812345678', 'phone=0812345678'],
    ['พร้อมเพย์ 0812345678', 'bank=PROMPTPAY', 'phone=0812345678'],
    ['ออมสิน 020123456789', 'bank=GSB', 'bank_account=020123456789'],
    ['บัตรประชาชน 1-2345-67890-12-1', 'national_id=1234567890121'],
    ['บัตรประชาชน 1-2345-67890-12-3'],
    ['พัสดุ EB123456789TH', 'tracking_no=EB123456789TH'],
    ['เลขพัสดุ 820012345678', 'tracking_no=820012345678'],
    ['ส่งแฟลช TH01234567890A', 'tracking_no=TH01234567890A'],
    ['คำสั่งซื้อ 241123ABCD1234', 'order_no=241123ABCD1234'],
    ['ออเดอร์ #123456789012', 'order_no=123456789012'],
    ['บัตร 4111 1111 1111 1111'],
  ],
  banks: [
    ['โอนไป 1,500 ทางกสิกร', 'amount_thb=1500', 'bank=KBANK'],
    ['เคแบงก์', 'bank=KBANK'],
    ['K PLUS', 'bank=KBANK'],
    ['โอนผ่าน kbankค่ะ', 'bank=KBANK'],
    ['ไทยพานิชย์', 'bank=SCB'],
    ['บัญชี scb', 'bank=SCB'],
    ['แบงก์กรุงเทพ', 'bank=BBL'],
    ['อยู่กรุงเทพ'],
    ['กรุงไทย', 'bank=KTB'],
    ['กรุงศรี', 'bank=BAY'],
    ['on ebay'],
    ['ธ.ก.ส.', 'bank=BAAC'],
    ['ธอส', 'bank=GHB'],
    ['ทรูมันนี่วอเล็ท', 'bank=TRUEMONEY'],
    ['โอนเข้าวอลเล็ต', 'bank=TRUEMONEY'],
  ],
  'links and codes': [
    ['เว็บ shop-mali.com/item?id=1', 'url=https://shop-mali.com/item?id=1'],
    ['ดูที่https://www.facebook.com/malishopนะคะ', 'url=https://www.facebook.com/malishop'],
    ['www.shop-mali.co.th.', 'url=https://www.shop-mali.co.th'],
    ['lin.ee/AbC123', 'url=https://lin.ee/AbC123'],
    ['m.me/malishop', 'url=https://m.me/malishop'],
    ['shopee.co.th/mali-i.1.2)', 'url=https://shopee.co.th/mali-i.1.2'],
    ['malee.s@example.com', 'email=malee.s@example.com'],
    ['ส่งรูป slip.jpg'],
    ['ไม่มีค่ะ...ขอบคุณ'],
    ['เรื่อง occ69117k3fqm ถึงไหน', 'reference_code=OCC-6911-7K3FQ-M'],
    ['รหัสOCC-๖๙๑๑-7K3FQ-Mค่ะ', 'reference_code=OCC-6911-7K3FQ-M'],
    ['occ 6911 7k3fq m', 'reference_code=OCC-6911-7K3FQ-M'],
    ['OCC-6911-7K3QF-M'],
  ],
};

describe('entities', () => {
  for (const [name, rows] of Object.entries(tables)) {
    describe(name, () => {
      for (const [text, ...expected] of rows) {
        it(`reads ${expected.length === 0 ? 'nothing' : expected.join(' and ')} in: ${text}`, () => {
          expect(read(text)).to.deep.equal(expected);
        });
      }
    });
  }

  it('gives offsets into the text as typed', () => {
    const text = 'เมื่อวานโอน ๑,๕๐๐ บาท ให้ร้าน';
    const entities = readEntities(text, NOW);
    expect(entities.map(({ type }) => type)).to.deep.equal(['date', 'amount_thb']);
    for (const { text: found, start, end } of entities) {
      expect(text.slice(start, end)).to.equal(found);
    }
    expect(entities[1]?.value).to.equal(1500);
  });

  it('takes the date from the day in Thailand, not in Greenwich', () => {
    const [today] = readEntities('วันนี้', Date.parse('2026-11-22T18:00:00Z'));
    expect(today?.value).to.equal('2026-11-23');
  });
});
