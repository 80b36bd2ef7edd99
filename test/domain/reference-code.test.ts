import { expect } from 'chai';
import {
  makeReferenceCode,
  parseReferenceCode,
  REFERENCE_ALPHABET,
} from '../../src/domain/reference-code.ts';

const NOVEMBER = Date.UTC(2026, 10, 24);

function sequence(): () => number {
  let state = 7;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

describe('reference code', () => {
  it('names the Buddhist-era year and month in Thailand', () => {
    expect(makeReferenceCode(NOVEMBER, sequence())).to.match(/^OCC-6911-[2-9A-Z]{5}-[2-9A-Z]$/);
    const lastEveningUtc = Date.UTC(2026, 10, 30, 18);
    expect(makeReferenceCode(lastEveningUtc, sequence())).to.match(/^OCC-6912-/);
  });

  it('is recognised in any case, with Thai digits, spaces or missing dashes', () => {
    for (const typed of [
      'OCC-6911-7K3FQ-M',
      'ขอถามเรื่อง occ69117k3fqm หน่อยค่ะ',
      'OCC ๖๙๑๑ 7k3fq m',
      'occ 6911-7K3 FQ M',
    ]) {
      expect(parseReferenceCode(typed), typed).to.deep.equal({
        status: 'ok',
        reference: 'OCC-6911-7K3FQ-M',
      });
    }
  });

  /** Codes in which every sign stands at every place, beside chance ones. */
  const codes = () => {
    const random = sequence();
    const chance = Array.from({ length: 60 }, () => makeReferenceCode(NOVEMBER, random));
    const each = [...REFERENCE_ALPHABET].flatMap((_, value) =>
      [0, 1, 2, 3, 4].flatMap((place) => {
        let call = 0;
        const chosen = () =>
          call++ % 5 === place ? (value + 0.5) / REFERENCE_ALPHABET.length : random();
        return makeReferenceCode(Date.UTC(2026 + (value % 9), value % 12, 15), chosen);
      }),
    );
    return [...chance, ...each];
  };
  const SIGNS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  /** The signs that carry something: month, body and check. */
  const PLACES = [4, 5, 6, 7, 9, 10, 11, 12, 13, 15];
  /** O, I and L in the month are read as the digits that they look like. */
  const meant = (typed: string) =>
    typed.slice(0, 4) +
    typed.slice(4, 8).replaceAll('O', '0').replace(/[IL]/g, '1') +
    typed.slice(8);

  it('catches every single wrong character, at every place of 210 codes', () => {
    let tried = 0;
    for (const code of codes()) {
      for (const at of PLACES) {
        for (const other of SIGNS) {
          if (other === code[at]) continue;
          const wrong = code.slice(0, at) + other + code.slice(at + 1);
          const accepted = parseReferenceCode(wrong).status === 'ok';
          expect(accepted, wrong).to.equal(meant(wrong) === code);
          tried += 1;
        }
      }
    }
    expect(tried).to.equal(210 * PLACES.length * 35);
  });

  it('catches every swap of two characters, neighbours or not', () => {
    for (const code of codes()) {
      for (const [index, a] of PLACES.entries()) {
        for (const b of PLACES.slice(index + 1)) {
          if (code[a] === code[b]) continue;
          const signs = [...code];
          [signs[a], signs[b]] = [signs[b] ?? '', signs[a] ?? ''];
          const swapped = signs.join('');
          expect(parseReferenceCode(swapped).status, swapped).to.not.equal('ok');
        }
      }
    }
  });

  describe('in messy spellings', () => {
    const thai = (text: string) =>
      text.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
    const wide = (text: string) =>
      text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
    const groups = (code: string) => code.split('-');
    const signs: ((code: string) => string)[] = [
      (code) => code,
      (code) => code.toLowerCase(),
      thai,
      wide,
      (code) => groups(code).join(' '),
      (code) => groups(code).join(''),
      (code) => groups(code).join('–').toLowerCase(),
      (code) => groups(code).join(' - '),
      (code) => groups(code).join('\n'),
      (code) => groups(code).join('.'),
      (code) => [...code].join(' '),
      (code) => groups(code).join('\u2011'),
      (code) => [...code].join('\u200b'),
      (code) => code.replace('OCC', '0CC'),
      (code) => code.replace('OCC', 'ОСС'),
      (code) => code.replace('OCC', 'โอซีซี'),
      (code) => code.replace('OCC-', ''),
      (code) => code.replace('OCC-', '').replaceAll('-', ' ').toLowerCase(),
      (code) => thai(code.replace('OCC-', '')),
      (code) => code.slice(0, 4) + code.slice(4, 8).replaceAll('1', 'l') + code.slice(8),
      (code) => code.slice(0, 12) + ' ' + code.slice(12),
    ];
    const around: ((code: string) => string)[] = [
      (code) => code,
      (code) => `รหัส${code}`,
      (code) => `รหัสอ้างอิง: ${code} ค่ะ`,
      (code) => `เรื่อง ${code} ถึงไหนแล้วคะ โทร 0812345678`,
      (code) => `"${code}"`,
      (code) => `ขอถามครับ\n${code}\nขอบคุณ`,
      (code) => `my code is ${code}, thanks`,
      (code) => `${code}ครับผม`,
      (code) => `#${code}!!`,
      (code) => `โอน 1,500 บาท (${code})`,
    ];
    const random = sequence();

    it(`are recognised: ${signs.length} ways to write it in ${around.length} messages`, () => {
      expect(signs.length * around.length).to.be.at.least(200);
      for (const [n, write] of signs.entries()) {
        for (const [m, say] of around.entries()) {
          const code = makeReferenceCode(NOVEMBER, random);
          const typed = say(write(code));
          // A message may hold signs right behind the code that no rule can tell from it.
          const found = parseReferenceCode(typed);
          expect(found, `${n}/${m} ${typed}`).to.deep.equal({ status: 'ok', reference: code });
        }
      }
    });
  });

  it('takes no sign that a code does not have for one that it has', () => {
    for (const typed of ['OCC-6911-7K3FO-M', 'OCC-6911-7K3F0-M', 'OCC-6913-7K3FQ-M']) {
      expect(parseReferenceCode(typed).status, typed).to.equal('wrong_check');
    }
  });

  it('sees none in order numbers, accounts and links that merely look like one', () => {
    const random = sequence();
    const digits = (length: number) =>
      Array.from({ length }, () => Math.floor(random() * 10)).join('');
    for (let round = 0; round < 2_000; round += 1) {
      for (const text of [
        `0${digits(9)}`,
        `69${digits(8)}`,
        `${digits(3)}-${digits(1)}-${digits(5)}-${digits(1)}`,
        `6911 ${digits(5)} ${digits(1)}`,
        `TH6911${digits(6)}A`,
        `https://shop.example/6911${digits(6)}`,
      ]) {
        expect(parseReferenceCode(text).status, text).to.equal('none');
      }
    }
  });

  it('sees none in ordinary words and numbers', () => {
    expect(parseReferenceCode('โอนไป 1,500 บาท ทางกสิกร 0812345678').status).to.equal('none');
  });
});
