import { createHash, createPrivateKey, sign } from 'node:crypto';
import { expect } from 'chai';
import type { ReceiptCheck } from '../../src/domain/receipt.ts';
import { receiptWords } from '../../src/assembly/receipt-words.ts';
import { blockOf, findBlock } from '../../src/receipts/block.ts';
import { issueReceipt } from '../../src/receipts/issue.ts';
import { checkReceipt, readPublicKeys } from '../../src/receipts/verify.ts';
import { aCase, anEvidence, aPerson, NOW } from '../contracts/samples.ts';
import { pagesOf, textOf } from '../documents/raster.ts';
import { aReceiptKey } from '../fakes/receipt-keys.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const [ours, theirs] = [aReceiptKey(), aReceiptKey()];
const keys = readPublicKeys(`${ours.pem}\n${theirs.pem}`).slice(0, 1);
const person = aPerson();
const record = aCase(person, { type: 'scam_transfer', status: 'coordinating' });
const slip = createHash('sha256').update('a slip').digest('hex');
const evidence = [
  anEvidence(person, { sha256: slip, bytes: 6 }),
  anEvidence(person, { sha256: 'b'.repeat(64), bytes: 1_234_567 }),
];
const look = {
  timeZone: 'Asia/Bangkok',
  words: receiptWords.th,
  trackPage: 'https://desk.example.org/track',
};
const signer = ({ id, privatePem } = ours) => ({ id, key: createPrivateKey(privatePem) });
const issue = (by = ours, fields: Partial<typeof record> = {}) =>
  issueReceipt({ record: { ...record, ...fields }, evidence, at: NOW + 1000 }, signer(by), look);
const problemOf = (check: ReceiptCheck) => (check.status === 'refused' ? check.problem : null);

describe('a receipt', function () {
  this.timeout(60_000);
  let pdf: Buffer;
  let block: { start: number; end: number; statement: Buffer; signature: Buffer };
  before(async () => {
    pdf = await issue();
    const found = findBlock(pdf);
    if ('problem' in found) throw new Error(found.problem);
    block = found;
  });
  const withBlock = (text: string) =>
    Buffer.concat([pdf.subarray(0, block.start), Buffer.from(text), pdf.subarray(block.end)]);
  const withByte = (at: number, value: number) => {
    const changed = Buffer.from(pdf);
    changed[at] = value;
    return changed;
  };

  it('is signed for exactly what was filed', () => {
    const check = checkReceipt(pdf, keys);
    if (check.status !== 'genuine') throw new Error(check.problem);
    const { paper, ...told } = check.statement;
    expect(paper).to.match(/^[0-9a-f]{64}$/);
    expect(told).to.deep.equal({
      schema: '1212-receipt/1',
      centre: 'ศูนย์ช่วยเหลือและจัดการปัญหาออนไลน์ 1212 OCC',
      reference: record.reference,
      filedAt: new Date(record.createdAt).toISOString(),
      issuedAt: new Date(NOW + 1000).toISOString(),
      type: 'scam_transfer',
      status: 'coordinating',
      evidence: [
        { sha256: slip, bytes: 6 },
        { sha256: 'b'.repeat(64), bytes: 1_234_567 },
      ],
      keyId: ours.id,
    });
  });

  it('says the same in Thai words on paper, with nothing of the person or the story', () => {
    const text = textOf(pdf).replace(/\s+/g, ' ');
    expect(text).to.include(record.reference).and.include('โอนเงินให้มิจฉาชีพ');
    expect(text).to.include(slip).and.include('1,234,567').and.include(ours.id);
    expect(text).to.match(/2569/);
    for (const { value } of record.parties) expect(text).to.not.include(value);
    expect(pdf.toString('latin1')).to.not.include(person.psid);
    expect(pagesOf(pdf, 40)).to.have.length(1);
  });

  it('is written in English for who complained in English', async () => {
    const english = await issueReceipt(
      { record: { ...record, language: 'en' }, evidence: [], at: NOW },
      signer(),
      { ...look, words: receiptWords.en, trackPage: null },
    );
    const text = textOf(english).replace(/\s+/g, ' ');
    expect(text).to.include('Receipt of complaint').and.include('No files had been sent');
    expect(text).to.not.include('Scan to see');
    expect(checkReceipt(english, keys).status).to.equal('genuine');
  });

  it('is refused with any single sign of statement and signature changed to any other', () => {
    const word = pdf.toString('latin1', block.start, block.end);
    const body = word.indexOf(':') + 1;
    let tried = 0;
    for (let at = body; at < word.length - ':end'.length; at += 1) {
      // The last signs of each part are those with spare bits; elsewhere three others will do.
      const edge = /[.:]/.test(word.slice(at + 1, at + 3));
      const others = [...ALPHABET].filter((sign) => sign !== word[at]);
      for (const sign of edge ? others : others.slice(at % 60, (at % 60) + 3)) {
        const check = checkReceipt(withByte(block.start + at, sign.charCodeAt(0)), keys);
        expect(check.status, `${at} ${sign}`).to.equal('refused');
        tried += 1;
      }
    }
    expect(tried).to.be.greaterThan(2_500);
  });

  it('is refused with any bit of the block flipped', () => {
    for (let at = block.start; at < block.end; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const flipped = withByte(at, (pdf[at] ?? 0) ^ (1 << bit));
        expect(checkReceipt(flipped, keys).status, `${at}/${bit}`).to.equal('refused');
      }
    }
  });

  it('is refused with any byte of the paper around it changed', () => {
    for (let at = 0; at < pdf.length; at += 7) {
      expect(checkReceipt(withByte(at, (pdf[at] ?? 0) ^ 1), keys).status, `${at}`).to.equal(
        'refused',
      );
    }
    expect(problemOf(checkReceipt(withByte(20, 0), keys))).to.equal('paper_changed');
    const longer = Buffer.concat([pdf, Buffer.from('\n')]);
    expect(problemOf(checkReceipt(longer, keys))).to.equal('paper_changed');
    expect(checkReceipt(pdf.subarray(0, -1), keys).status).to.equal('refused');
  });

  it('is refused when its statement stands in another paper or in another place of its own', async () => {
    const other = await issue(ours, { status: 'received' });
    const word = pdf.toString('latin1', block.start, block.end);
    const found = findBlock(other);
    if ('problem' in found) throw new Error(found.problem);
    const put = Buffer.concat([
      other.subarray(0, found.start),
      Buffer.from(word),
      other.subarray(found.end),
    ]);
    expect(problemOf(checkReceipt(put, keys))).to.equal('paper_changed');
    const moved = Buffer.concat([Buffer.from(word), withBlock('')]);
    expect(problemOf(checkReceipt(moved, keys))).to.equal('paper_changed');
  });

  it('says what is wrong: no statement, two, a stranger’s key, a stranger’s signature', async () => {
    expect(problemOf(checkReceipt(Buffer.from('%PDF-1.3 nothing'), keys))).to.equal('no_statement');
    expect(problemOf(checkReceipt(Buffer.alloc(0), keys))).to.equal('no_statement');
    expect(problemOf(checkReceipt(Buffer.concat([pdf, pdf]), keys))).to.equal('two_statements');
    expect(problemOf(checkReceipt(await issue(theirs), keys))).to.equal('unknown_key');
    const forged = sign(null, block.statement, createPrivateKey(theirs.privatePem));
    const swapped = withBlock(blockOf(block.statement, forged));
    expect(problemOf(checkReceipt(swapped, keys))).to.equal('wrong_signature');
    const loose = Buffer.from(block.statement.toString().replace('{', '{ '));
    const resigned = blockOf(loose, sign(null, loose, createPrivateKey(ours.privatePem)));
    expect(problemOf(checkReceipt(withBlock(resigned), keys))).to.equal('damaged');
  });

  it('takes public keys only from what is given as such', () => {
    expect(readPublicKeys(ours.privatePem)).to.deep.equal([]);
    expect(readPublicKeys('no key at all')).to.deep.equal([]);
    expect(readPublicKeys(`${ours.pem}${theirs.pem}`)).to.have.length(2);
  });
});
