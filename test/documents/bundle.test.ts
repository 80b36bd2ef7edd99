import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import yauzl from 'yauzl';
import yazl from 'yazl';
import { z } from 'zod';
import { caseWords } from '../../src/assembly/case-words.ts';
import { bundleOf } from '../../src/documents/bundle.ts';
import { aCase, anEvidence, aPerson, NOW } from '../contracts/samples.ts';
import { pagesOf, textOf } from './raster.ts';

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const person = aPerson();
const record = aCase(person, {
  facts: {
    amount: { value: 1500, source: { by: 'consumer', messageId: null, at: NOW } },
    seller_name: { value: 'ร้านเสื้อน้องมะลิ 😀', source: { by: 'agent', messageId: null, at: NOW } },
  },
});
const slip = Buffer.from('a slip');
const film = Buffer.alloc(3_000_000, 9);
const stored = new Map([slip, film].map((bytes) => [hashOf(bytes), bytes]));
const evidence = [
  anEvidence(person, { sha256: hashOf(slip), bytes: slip.length, kind: 'payment_proof' }),
  anEvidence(person, {
    sha256: hashOf(film),
    bytes: film.length,
    kind: null,
    mediaType: 'video/mp4',
  }),
  anEvidence(person, { sha256: 'b'.repeat(64), bytes: 4 }),
];
const tools = {
  files: {
    open: (sha256: string) => {
      const bytes = stored.get(sha256);
      return Promise.resolve(bytes === undefined ? null : Readable.from([bytes]));
    },
  },
  words: caseWords(() => []),
  timeZone: 'Asia/Bangkok',
};
const file = { record, evidence, at: NOW, agency: null };
const manifestShape = z.object({
  facts: z.array(
    z.object({ name: z.string(), value: z.unknown(), saidBy: z.string(), saidAt: z.string() }),
  ),
  files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number() })),
  notInBundle: z.array(z.object({ reason: z.string(), sha256: z.string().nullable() })),
});

describe('a bundle', function () {
  this.timeout(30_000);
  let folder: string;
  let whole: Map<string, Buffer>;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    whole = await unzipped(await buffer(await bundleOf(file, tools)));
  });
  after(() => rmSync(folder, { recursive: true }));

  const verify = async (files: ReadonlyMap<string, Buffer>) => {
    const zip = new yazl.ZipFile();
    for (const [name, bytes] of files) zip.addBuffer(bytes, name);
    zip.end();
    return verifyBytes(await buffer(zip.outputStream));
  };
  const verifyBytes = (bytes: Buffer) => {
    const path = join(folder, 'bundle.zip');
    writeFileSync(path, bytes);
    const run = spawnSync(process.execPath, ['scripts/verify-bundle.mjs', path]);
    return { code: run.status, said: `${run.stdout.toString()}${run.stderr.toString()}`.trim() };
  };

  it('holds the summary, the files as they came, and a manifest that tells who said what', () => {
    expect([...whole.keys()]).to.deep.equal([
      'summary.pdf',
      'evidence/01-payment_proof.png',
      'evidence/02-file.mp4',
      'manifest.json',
    ]);
    expect(whole.get('evidence/02-file.mp4')?.equals(film)).to.equal(true);
    const manifest = manifestShape.parse(JSON.parse(String(whole.get('manifest.json'))));
    const saidAt = new Date(NOW).toISOString();
    expect(manifest.facts).to.deep.equal([
      { name: 'amount', value: 1500, saidBy: 'consumer', saidAt },
      { name: 'seller_name', value: 'ร้านเสื้อน้องมะลิ 😀', saidBy: 'agent', saidAt },
    ]);
    expect(manifest.notInBundle).to.deep.equal([{ reason: 'lost', sha256: 'b'.repeat(64) }]);
  });

  it('has a summary in Thai that can be read and copied', () => {
    const text = textOf(whole.get('summary.pdf') ?? Buffer.alloc(0));
    for (const words of [
      record.reference,
      'ไม่ได้รับสินค้า',
      '1,500 บาท',
      'ร้านเสื้อน้องมะลิ ◊',
      'ผู้ร้องเรียนแจ้ง',
    ])
      expect(text).to.contain(words);
    expect(text.replace(/\s/g, '')).to.contain(hashOf(slip));
    expect(pagesOf(whole.get('summary.pdf') ?? Buffer.alloc(0), 30).length).to.be.greaterThan(0);
  });

  it('is the same, byte for byte, when it is made again of the same', async () => {
    const [one, two] = [await bundleOf(file, tools), await bundleOf(file, tools)];
    expect((await buffer(one)).equals(await buffer(two))).to.equal(true);
  });

  it('is found whole by a script that knows nothing but the manifest', async () => {
    expect(verifyBytes(await buffer(await bundleOf(file, tools)))).to.deep.equal({
      code: 0,
      said: 'whole',
    });
  });

  it('is found out when anything in it was changed, dropped, added or cut off', async () => {
    const changed = async (change: (files: Map<string, Buffer>) => void) => {
      const files = new Map(whole);
      change(files);
      return (await verify(files)).said;
    };
    const proof = 'evidence/01-payment_proof.png';
    expect(await changed((files) => files.set(proof, Buffer.from('b slip')))).to.equal(
      `${proof} was changed`,
    );
    expect(await changed((files) => files.set(proof, Buffer.from('a slip!')))).to.match(
      /7 bytes and not 6/,
    );
    expect(await changed((files) => files.delete(proof))).to.equal(`${proof} is missing`);
    expect(await changed((files) => files.delete('manifest.json'))).to.equal(
      'manifest.json is missing',
    );
    expect(await changed((files) => files.set('more.txt', slip))).to.equal(
      'more.txt is not in the manifest',
    );
    expect(await changed((files) => files.set('summary.pdf', slip))).to.match(/^summary\.pdf has/);
    const cut = (await buffer(await bundleOf(file, tools))).subarray(0, 2_000_000);
    expect(verifyBytes(cut).code).to.equal(1);
  });

  it('breaks off when a file of the store does, and never ends as if it were whole', async () => {
    const broken = {
      ...tools,
      files: {
        ...tools.files,
        open: (sha256: string) =>
          Promise.resolve(
            sha256 === hashOf(film)
              ? new Readable({
                  read() {
                    this.destroy(new Error('The disk is gone.'));
                  },
                })
              : Readable.from([slip]),
          ),
      },
    };
    const failure = await bundleOf({ ...file, evidence: evidence.slice(0, 2) }, broken)
      .then((stream) => buffer(stream))
      .then(
        () => null,
        (error: unknown) => error,
      );
    expect(failure).to.be.instanceOf(Error);
  });
});

function unzipped(bytes: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error !== null) return reject(error);
      const files = new Map<string, Buffer>();
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (failed, stream) => {
          if (failed !== null) return reject(failed);
          buffer(stream).then((content) => {
            files.set(entry.fileName, content);
            zip.readEntry();
          }, reject);
        });
      });
      zip.readEntry();
    });
  });
}
