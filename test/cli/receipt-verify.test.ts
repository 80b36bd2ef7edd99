import { execFile } from 'node:child_process';
import { createHash, createPrivateKey } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { receiptWords } from '../../src/assembly/receipt-words.ts';
import { issueReceipt } from '../../src/receipts/issue.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { systemClock, systemIds } from '../../src/assembly/system.ts';
import { aCase, anEvidence, aPerson, NOW } from '../contracts/samples.ts';
import { aReceiptKey } from '../fakes/receipt-keys.ts';

interface Ended {
  readonly code: number;
  readonly said: string;
}

/** Runs a program of ours with an empty DATA_DIR unless one is given. */
function run(name: string, dataDir: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const command = ['--import', 'tsx', `src/cli/${name}.ts`, ...args];
    const env = { ...process.env, DATA_DIR: dataDir, MONGODB_URI: '' };
    execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: `${stdout}${stderr}` }),
    );
  });
}

describe('npm run receipt:verify', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'receipt-cli-'));
  const at = (name: string) => join(folder, name);
  const data = at('data');
  const key = aReceiptKey();
  const slip = Buffer.from('a slip');
  const chat = Buffer.from('a chat');
  const person = aPerson();
  const print = (bytes: Buffer) => ({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
  });
  before(async () => {
    const pdf = await issueReceipt(
      {
        record: aCase(person),
        evidence: [slip, chat].map((bytes) => anEvidence(person, print(bytes))),
        at: NOW,
      },
      { id: key.id, key: createPrivateKey(key.privatePem) },
      { timeZone: 'Asia/Bangkok', words: receiptWords.th, trackPage: null },
    );
    writeFileSync(at('receipt.pdf'), pdf);
    pdf[60] = (pdf[60] ?? 0) ^ 1;
    writeFileSync(at('changed.pdf'), pdf);
    writeFileSync(at('key.pem'), key.pem);
    writeFileSync(at('stranger.pem'), aReceiptKey().pem);
    mkdirSync(at('files'));
    writeFileSync(at('files/slip.png'), slip);
    writeFileSync(at('files/chat.png'), chat);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const verify = (...args: string[]) => run('receipt-verify', data, args);

  it('finds a genuine receipt so, with its files, and ends with 0', async () => {
    const { code, said } = await verify(
      at('receipt.pdf'),
      ...['--key', at('key.pem'), '--evidence', at('files')],
    );
    expect(code, said).to.equal(0);
    expect(said).to.include('GENUINE').and.include('ใบรับเรื่องแท้');
    expect(said.match(/SAME/g)).to.have.length(2);
  });

  it('names what is wrong in Thai and English and ends with 1', async () => {
    const changed = await verify(at('changed.pdf'), '--key', at('key.pem'));
    expect(changed.code).to.equal(1);
    expect(changed.said).to.include('หน้ากระดาษถูกแก้').and.include('paper around it was changed');
    const stranger = await verify(at('receipt.pdf'), '--key', at('stranger.pem'));
    expect(stranger.code).to.equal(1);
    expect(stranger.said).to.include('names a key that is none of those given');
    const none = await verify(at('files/slip.png'), '--key', at('key.pem'));
    expect(none.code).to.equal(1);
    expect(none.said).to.include('no signed statement');
  });

  it('names files that are missing or were changed', async () => {
    mkdirSync(at('other'));
    writeFileSync(at('other/slip.png'), slip);
    writeFileSync(at('other/chat.png'), 'another chat');
    const { code, said } = await verify(
      at('receipt.pdf'),
      ...['--key', at('key.pem'), '--evidence', at('other')],
    );
    expect(code).to.equal(1);
    expect(said)
      .to.include('MISSING: file 2')
      .and.match(/NOT IN THE RECEIPT.*chat\.png/);
  });

  it('makes no key and trusts none that it was not given', async () => {
    const { code, said } = await verify(at('receipt.pdf'));
    expect(code).to.equal(1);
    expect(said).to.include('receipt-public-keys.pem');
    expect(existsSync(data)).to.equal(false);
    writeFileSync(at('empty.pem'), key.privatePem);
    expect((await verify(at('receipt.pdf'), '--key', at('empty.pem'))).code).to.equal(1);
    expect((await verify()).said).to.include('Usage');
    expect(readdirSync(folder)).to.not.include('data');
  });

  it('takes the keys that a server has left in DATA_DIR', async () => {
    const left = at('left');
    mkdirSync(left);
    writeFileSync(join(left, 'receipt-public-keys.pem'), key.pem);
    expect((await run('receipt-verify', left, [at('receipt.pdf')])).code).to.equal(0);
  });
});

describe('npm run receipt:key', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'receipt-key-'));
  const data = join(folder, 'data');
  const copy = join(folder, 'key.pem');
  const open = () =>
    openSqliteStore({ directory: data, ids: systemIds, clock: systemClock, exclusive: false });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('exports the key to a new file of its owner’s only, and puts it back', async () => {
    const key = aReceiptKey(NOW);
    const store = await open();
    await store.addFirstReceiptKey(key);
    const exported = await run('receipt-key', data, ['export', copy]);
    expect(exported.code, exported.said).to.equal(0);
    expect(exported.said).to.not.include('PRIVATE');
    expect(statSync(copy).mode & 0o777).to.equal(0o600);
    expect((await run('receipt-key', data, ['export', copy])).code).to.equal(1);
    expect(readFileSync(copy, 'utf8')).to.equal(key.privatePem);
    store.database.run('DELETE FROM receipt_signing');
    expect((await run('receipt-key', data, ['show'])).said)
      .to.include('lost')
      .and.include(key.id);
    expect((await run('receipt-key', data, ['import', copy])).code).to.equal(0);
    expect((await store.receiptKey())?.privatePem).to.equal(key.privatePem);
    expect((await store.publicReceiptKeys()).map(({ id }) => id)).to.deep.equal([key.id]);
    await store.close();
  });

  it('takes nothing that is no Ed25519 key', async () => {
    writeFileSync(join(folder, 'bad.pem'), 'no key');
    expect((await run('receipt-key', data, ['import', join(folder, 'bad.pem')])).code).to.equal(1);
    expect((await run('receipt-key', data, ['forget'])).said).to.include('Usage');
  });
});
