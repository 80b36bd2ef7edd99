import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { DEFAULT_DAYS, parseDays } from '../../src/domain/keeping.ts';
import { deletionCode, readDeletionCode } from '../../src/domain/deletion-code.ts';
import { readSignedRequest } from '../../src/messenger/signed-request.ts';
import { englishNotice, thaiNotice } from '../../src/privacy/notice.ts';

const encode = (data: object) => Buffer.from(JSON.stringify(data)).toString('base64url');
const sign = (body: string, secret: string) =>
  createHmac('sha256', secret).update(body).digest('base64url');

describe('the privacy notice', () => {
  it('says the same in Thai and English, with the days in force', () => {
    const days = parseDays('idle=61,resolved=731');
    if (days === null) throw new Error('The days were not read.');
    const [thai, english] = [thaiNotice(days), englishNotice(days)];
    expect(thai.map(({ lines }) => lines.length)).to.deep.equal(
      english.map(({ lines }) => lines.length),
    );
    for (const notice of [thai, english]) {
      expect(JSON.stringify(notice)).to.include('61').and.to.include('731').and.to.include('180');
    }
  });

  it('reads how long to keep, and refuses what it cannot read', () => {
    expect(parseDays('')).to.deep.equal(DEFAULT_DAYS);
    expect(parseDays('idle=7')).to.deep.equal({ ...DEFAULT_DAYS, idle: 7 });
    for (const wrong of ['idle', 'idle=0', 'open=3', 'idle=ten', 'idle=-1']) {
      expect(parseDays(wrong), wrong).to.equal(null);
    }
  });
});

describe('Meta’s signed request', () => {
  const body = encode({ algorithm: 'HMAC-SHA256', user_id: '218471', issued_at: 1 });

  it('is read with any of the app’s secrets, with padding and without', () => {
    const signature = sign(body, 'old');
    for (const given of [signature, `${signature}=`]) {
      expect(readSignedRequest(`${given}.${body}`, ['new', 'old'])).to.deep.equal({
        status: 'ok',
        userId: '218471',
      });
    }
  });

  it('is refused when it is not there, not whole, not signed, or signed in another way', () => {
    const other = encode({ algorithm: 'none', user_id: '1' });
    const cases: readonly (readonly [unknown, string])[] = [
      [undefined, 'missing'],
      ['', 'missing'],
      ['abc', 'malformed'],
      [`${sign(body, 's')}.${body}.x`, 'malformed'],
      [`${sign(body, 'wrong')}.${body}`, 'wrong_signature'],
      [`.${body}`, 'wrong_signature'],
      [`${sign(other, 's')}.${other}`, 'malformed'],
      [`${sign('bm8', 's')}.bm8`, 'malformed'],
    ];
    for (const [text, status] of cases) {
      expect(readSignedRequest(text, ['s']).status, String(text)).to.equal(status);
    }
  });

  it('passes nothing while no secret is set', () => {
    expect(readSignedRequest(`${sign(body, '')}.${body}`, []).status).to.equal('wrong_signature');
  });
});

describe('the code of a deletion request', () => {
  const seal = (text: string) => createHmac('sha256', 'key').update(text).digest('hex');
  const request = { at: Date.UTC(2026, 10, 24, 5), found: true };

  it('tells by itself when it came and whether the person was found', () => {
    const code = deletionCode(request, 'abc123', seal);
    expect(readDeletionCode(code, [seal])).to.deep.equal(request);
  });

  it('is not taken when a letter of it was changed', () => {
    const code = deletionCode(request, 'abc123', seal);
    for (let at = 0; at < code.length; at += 1) {
      const changed = code.slice(0, at) + (code[at] === 'a' ? 'b' : 'a') + code.slice(at + 1);
      expect(readDeletionCode(changed, [seal]), changed).to.equal(null);
    }
    expect(readDeletionCode('', [seal])).to.equal(null);
    expect(readDeletionCode(code, [])).to.equal(null);
  });
});
