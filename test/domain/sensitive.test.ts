import { expect } from 'chai';
import { isNationalId } from '../../src/domain/national-id.ts';
import { maskSensitive, type SensitiveKind } from '../../src/domain/sensitive.ts';

/** Invented, with a right check digit. */
const ID = '1101700230708';
const CARD = '4111111111111111';

const MASKED: readonly (readonly [SensitiveKind, string, string])[] = [
  ['national_id', `เลขบัตร ${ID} ค่ะ`, ID],
  ['national_id', ID, ID],
  ['national_id', '1-1017-00230-70-8', '1017-00230'],
  ['national_id', '1 1017 00230 70 8 ของแม่', '1017 00230'],
  ['national_id', 'เลข ๑๑๐๑๗๐๐๒๓๐๗๐๘', '๑๑๐๑๗'],
  ['national_id', 'เลขบัตรประชาชน 1234567890123', '1234567890123'],
  ['national_id', 'id card 11017 0023 0708', '0023'],
  ['card', `บัตรเครดิต ${CARD}`, CARD],
  ['card', '4111 1111 1111 1111', '1111 1111'],
  ['card', '5500-0000-0000-0004 หมดอายุ 12/29', '5500'],
  ['card', '378282246310005', '378282246310005'],
  ['cvv', 'cvv 123', '123'],
  ['cvv', 'เลขหลังบัตร 987 ครับ', '987'],
  ['otp', 'รหัส OTP 482913', '482913'],
  ['otp', 'otp คือ 482913 ค่ะ', '482913'],
  ['otp', 'โอทีพี ๔๘๒๙๑๓', '๔๘๒๙๑๓'],
  ['otp', '482913 คือ otp ค่ะ', '482913'],
  ['otp', 'เขาขอ OTP ผมบอกไปว่า 482913', '482913'],
  ['otp', 'O.T.P. 4829', '4829'],
  ['otp', 'OTP\n482913', '482913'],
  ['otp', 'my verification code is 482-913', '482-913'],
  ['pin', 'pin 123456', '123456'],
  ['pin', 'รหัสเอทีเอ็ม 9876', '9876'],
  ['pin', 'รหัสพิน 6 หลัก คือ 445566', '445566'],
  ['password', 'รหัสผ่านคือ Mali2540', 'Mali2540'],
  ['password', 'รหัสผ่าน mali2540', 'mali2540'],
  ['password', 'พาสเวิร์ด: sunflower', 'sunflower'],
  ['password', 'my password is tuk-tuk99', 'tuk-tuk99'],
  ['password', 'รหัสเข้าเฟส 12345678', '12345678'],
];

const LEFT_ALONE: readonly string[] = [
  'โทร 1441 หรือ 1212 ได้เลย',
  'เขาขอ OTP แล้วเงินหาย โทร 1441 แล้ว',
  'OTP 1441',
  'เบอร์ 0812345678',
  '081-234-5678',
  '+66 81 234 5678',
  '0812345678 0898765432',
  'บัญชี 123-4-56789-0 กสิกร',
  'ออมสิน 020123456789',
  `บัญชี ${ID}`,
  `โอนเข้าพร้อมเพย์ ${ID}`,
  `พัสดุ ${ID}`,
  `เลขที่คำสั่งซื้อ ${CARD}`,
  'TH01234567890A',
  'EF123456789TH',
  'order 230815ABCD1234',
  '1234567890123',
  '4111111111111112',
  '576123456789012345',
  'โอนไป 123,456 บาท',
  'โดนหลอกเอารหัสผ่าน 2500 บาท',
  'ใส่รหัสผ่านผิด 3 ครั้ง',
  'password is wrong',
  'reset password please',
  'รหัสผ่าน https://example.com/a1',
  'รหัสอ้างอิง OCC-6911-7K3FQ-M',
  'pin 6 หลัก',
  'โอนวันที่ 12/11/2569 เวลา 14.30',
  'ไม่ได้ให้ otp ใคร โอนไป 15000 บาท',
  'สอบถามเรื่องพินัยกรรม 2569',
  'บัตร ATM หาย 5 วัน',
];

describe('sensitive words', () => {
  it('uses an invented citizen number whose check digit is right', () => {
    expect(isNationalId(ID)).to.equal(true);
  });

  for (const [kind, text, secret] of MASKED) {
    it(`masks the ${kind} in: ${text}`, () => {
      const masked = maskSensitive(text);
      expect(masked.kinds, masked.text).to.deep.equal([kind]);
      expect(masked.text).to.not.include(secret);
      expect(masked.text).to.include('•');
    });
  }

  for (const text of LEFT_ALONE) {
    it(`leaves alone: ${text}`, () => {
      expect(maskSensitive(text)).to.deep.equal({ text, kinds: [] });
    });
  }

  it('takes a bare number for the answer when one was asked for, and a named one not', () => {
    expect(maskSensitive(ID, true).kinds).to.deep.equal([]);
    expect(maskSensitive(CARD, true).kinds).to.deep.equal([]);
    expect(maskSensitive(`เลขบัตรประชาชน ${ID}`, true).kinds).to.deep.equal(['national_id']);
  });

  it('masks several at once and leaves the rest of the words', () => {
    const { text, kinds } = maskSensitive(`ชื่อมะลิ บัตร ${ID} otp 482913 โอน 500 บาท`);
    expect(text).to.equal('ชื่อมะลิ บัตร ••••••••••••• otp •••••• โอน 500 บาท');
    expect(kinds).to.deep.equal(['national_id', 'otp']);
  });

  it('does not tell by its mask how long a password is', () => {
    const short = maskSensitive('password: abcd').text;
    expect(maskSensitive('password: abcdefgh12345').text).to.equal(short);
  });

  it('reads what it has masked as harmless, so that masking twice changes nothing', () => {
    for (const [, text] of MASKED) {
      const once = maskSensitive(text).text;
      expect(maskSensitive(once)).to.deep.equal({ text: once, kinds: [] });
    }
  });

  it('stays quick on long and hostile texts', function () {
    this.timeout(2_000);
    for (const piece of ['1 ', 'otp ', 'รหัส', '1-', 'password ', 'otp คือ ', '4111 ']) {
      maskSensitive(piece.repeat(Math.floor(20_000 / piece.length)));
    }
  });
});
