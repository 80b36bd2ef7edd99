import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

const NOW = ['--now', '2026-11-23T12:00:00+07:00'];

interface Line {
  readonly text: string;
  readonly intent: string;
  readonly confidence: number;
  readonly alternatives: readonly { readonly intent: string }[];
  readonly faq: { readonly id: string } | null;
  readonly faqAlternatives: readonly unknown[];
  readonly entities: readonly { readonly type: string; readonly value: unknown }[];
  readonly language: string;
}

interface Run {
  readonly code: number | null;
  readonly lines: readonly Line[];
  readonly errors: string;
}

/** Runs the command as `npm run understand` does, without the build. */
function understand(input: string, args: readonly string[] = []): Promise<Run> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/understand.ts', ...args]);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const lines = output.split('\n').filter((line) => line !== '');
      resolve({ code, lines: lines.map((line) => JSON.parse(line) as Line), errors });
    });
  });
}

describe('npm run understand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understand-'));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  after(() => rmSync(folder, { recursive: true }));

  it('answers every line with one object of the promised keys, empty lines too', async () => {
    const { code, lines } = await understand(
      'เมื่อวานโอนไป ๑,๕๐๐ ทางกสิกร ไม่ได้ของเลยค่ะ\r\n\nศูนย์ AOC 1441 มีไลน์ไหมคะ\nwhat is 1212?',
      NOW,
    );
    expect(code).to.equal(0);
    expect(lines).to.have.length(4);
    expect(Object.keys(lines[0] ?? {})).to.deep.equal([
      'text',
      'intent',
      'confidence',
      'alternatives',
      'faq',
      'faqAlternatives',
      'entities',
      'language',
    ]);
    expect(lines[0]?.intent).to.equal('not_received');
    expect(lines[0]?.text).to.equal('เมื่อวานโอนไป ๑,๕๐๐ ทางกสิกร ไม่ได้ของเลยค่ะ');
    expect(lines[0]?.entities.map(({ type, value }) => [type, value])).to.deep.equal([
      ['date', '2026-11-22'],
      ['amount_thb', 1500],
      ['bank', 'KBANK'],
    ]);
    expect(lines[1]).to.deep.include({ text: '', intent: 'other', faq: null, language: 'other' });
    expect(lines[2]?.faq?.id).to.equal('f11-aoc-1441');
    expect(lines[3]?.language).to.equal('en');
  });

  it('trains on a file of labels of any kind', async () => {
    const intents = file(
      'intents.tsv',
      '# label and text\napple\tแอปเปิลแดงหวาน\napple\tแอปเปิลเขียว\npear\tสาลี่หอม\npear\tสาลี่ญี่ปุ่น\n',
    );
    const { lines } = await understand('แอปเปิลลูกใหญ่\nสาลี่ลูกเล็ก\n', ['--intents', intents]);
    expect(lines.map(({ intent }) => intent)).to.deep.equal(['apple', 'pear']);
    expect(lines[0]?.alternatives.map(({ intent }) => intent)).to.deep.equal(['pear']);
  });

  it('ranks entries of a file', async () => {
    const entries = file(
      'entries.jsonl',
      [
        { id: 'open', questions: ['เปิดกี่โมง', 'เวลาทำการ', 'ปิดกี่โมง'], answer: '9 โมง' },
        { id: 'park', questions: ['จอดรถที่ไหน', 'มีที่จอดไหม', 'ค่าจอดรถ'], answer: 'หลังตึก' },
      ]
        .map((entry) => JSON.stringify(entry))
        .join('\n'),
    );
    const { lines } = await understand('มีที่จอดรถไหม\n', ['--entries', entries]);
    expect(lines[0]?.faq?.id).to.equal('park');
  });

  const refused: readonly (readonly [string, () => readonly string[], RegExp])[] = [
    ['an unknown option', () => ['--colour'], /--colour.*Known options: --intents/],
    ['a stray word', () => ['hello'], /hello.*Known options/],
    ['a time that is none', () => ['--now', 'soon'], /^--now takes a time such as 2026/],
    ['a file that is not there', () => ['--intents', '/none.tsv'], /^--intents: .*cannot be read/],
    [
      'a line without a tab',
      () => ['--intents', file('bad.tsv', 'a\tก\nno tab here\n')],
      /bad\.tsv line 2 must be label, a tab, and the text\.$/,
    ],
    ['an empty file', () => ['--entries', file('empty.jsonl', '\n')], /empty\.jsonl is empty/],
    [
      'a line that is no entry',
      () => ['--entries', file('bad.jsonl', '{"id":"a","questions":["ก"]}\n{"id":\n')],
      /bad\.jsonl line 2 must be \{"id"/,
    ],
  ];
  for (const [what, args, sentence] of refused) {
    it(`refuses ${what} with one sentence`, async () => {
      const { code, lines, errors } = await understand('ก\n', args());
      expect(code).to.equal(2);
      expect(lines).to.deep.equal([]);
      expect(errors.trim()).to.match(sentence);
      expect(errors.trim().split('\n')).to.have.length(1);
    });
  }

  it('ends quietly when the reader of its output goes away', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/understand.ts']);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.stdin.write('ไม่ได้ของ\n'.repeat(5_000));
    child.stdin.end();
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(errors).to.equal('');
    expect(code).to.equal(0);
  });
});
