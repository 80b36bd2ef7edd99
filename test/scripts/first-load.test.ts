import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe as inWords, firstLoads, overBudget } from '../../scripts/lib/first-load.mjs';

const SCRIPTS = {
  'desk.js': 'desk();',
  'shared.js': 'shared();'.repeat(50),
  'base.js': 'base();',
  'later.js': 'later();'.repeat(100),
};
const MANIFEST = {
  'src/desk/web/index.html': {
    file: 'desk.js',
    isEntry: true,
    imports: ['_shared.js', '_base.js'],
    dynamicImports: ['_later.js'],
  },
  '_shared.js': { file: 'shared.js', imports: ['_base.js'] },
  '_base.js': { file: 'base.js' },
  '_later.js': { file: 'later.js', imports: ['_shared.js'] },
};
const zipped = (name: keyof typeof SCRIPTS) => gzipSync(SCRIPTS[name]).length;

describe('the first load of a page', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'first-load-'));
    mkdirSync(join(folder, '.vite'));
    writeFileSync(join(folder, '.vite/manifest.json'), JSON.stringify(MANIFEST));
    for (const [name, text] of Object.entries(SCRIPTS)) writeFileSync(join(folder, name), text);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('counts what the entry imports, once each, and nothing that comes on demand', () => {
    const bytes = zipped('desk.js') + zipped('shared.js') + zipped('base.js');
    expect(firstLoads(folder)).to.deep.equal([{ page: 'desk', bytes }]);
  });

  it('names a page whose limit is reached, and no page without a limit', () => {
    const loads = [
      { page: 'desk', bytes: 300_000 },
      { page: 'tracking', bytes: 900_000 },
    ];
    expect(overBudget(loads)).to.deep.equal([loads[0]]);
    expect(overBudget([{ page: 'desk', bytes: 299_999 }])).to.deep.equal([]);
  });

  it('is told in kB with its limit', () => {
    expect(inWords({ page: 'desk', bytes: 245_460 })).to.equal(
      '/desk: 245.5 kB of 300 kB of gzipped script at the first load',
    );
  });
});
