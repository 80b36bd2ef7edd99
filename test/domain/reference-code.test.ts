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

  it('catches every single wrong character', () => {
    const random = sequence();
    for (let round = 0; round < 20; round += 1) {
      const code = makeReferenceCode(NOVEMBER, random);
      for (const at of [9, 10, 11, 12, 13, 15]) {
        for (const other of REFERENCE_ALPHABET) {
          if (other === code[at]) continue;
          const wrong = code.slice(0, at) + other + code.slice(at + 1);
          expect(parseReferenceCode(wrong).status, wrong).to.equal('wrong_check');
        }
      }
    }
  });

  it('catches every swap of two characters', () => {
    const random = sequence();
    for (let round = 0; round < 50; round += 1) {
      const code = makeReferenceCode(NOVEMBER, random);
      const places = [9, 10, 11, 12, 13, 15];
      for (const a of places) {
        for (const b of places) {
          if (a >= b || code[a] === code[b]) continue;
          const signs = [...code];
          [signs[a], signs[b]] = [signs[b] ?? '', signs[a] ?? ''];
          expect(parseReferenceCode(signs.join('')).status).to.equal('wrong_check');
        }
      }
    }
  });

  it('sees none in ordinary words and numbers', () => {
    expect(parseReferenceCode('โอนไป 1,500 บาท ทางกสิกร 0812345678').status).to.equal('none');
  });
});
