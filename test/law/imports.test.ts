import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect } from 'chai';

/**
 * Which rooms of src/ each room may import, besides itself. Files directly in src/ and in
 * `assembly/`, where everything is put together, may import all.
 */
const LAW: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  ports: ['domain'],
  understanding: ['domain'],
  knowledge: ['domain', 'understanding'],
  dialog: ['domain', 'knowledge', 'understanding'],
  content: ['domain', 'ports', 'dialog', 'knowledge', 'understanding'],
  leases: ['domain', 'ports'],
  conversation: ['domain', 'ports', 'leases', 'dialog', 'knowledge', 'understanding', 'casework'],
  casework: ['domain', 'ports'],
  documents: ['domain', 'ports'],
  receipts: ['domain', 'ports', 'documents'],
  intake: ['domain', 'ports'],
  delivery: ['domain', 'ports', 'leases'],
  timers: ['domain', 'ports'],
  workers: ['domain', 'ports'],
  mail: ['domain', 'ports'],
  messenger: ['domain', 'ports'],
  http: ['domain', 'ports'],
  accounts: ['domain', 'ports', 'http'],
  desk: ['domain', 'ports', 'http', 'accounts', 'conversation', 'casework'],
  studio: ['domain', 'ports', 'http', 'conversation', 'casework', 'knowledge', 'dialog'],
  agency: ['domain', 'ports', 'http', 'casework'],
  privacy: ['domain'],
  tracking: ['domain', 'ports', 'http', 'casework'],
  simulator: ['domain', 'ports'],
  home: ['domain'],
  'store/sqlite': ['domain', 'ports'],
  'store/mongo': ['domain', 'ports'],
};

/** The rooms of `conversation/`, each of which may import those before it. */
const TALK = ['heard', 'news', 'agent', 'waiting', 'thread', 'answer', 'turn'];

const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => relative('src', join(entry.parentPath, entry.name)));

function roomOf(file: string): string | null {
  if (file === 'ports.ts') return 'ports';
  const [first = '', second = ''] = file.split('/');
  if (!file.includes('/') || first === 'cli' || first === 'assembly') return null;
  return first === 'store' ? `store/${second}` : first;
}

/** Imports of `conversation/` that go the other way. */
function backwards(): string[] {
  const found: string[] = [];
  for (const file of files.filter((name) => name.startsWith('conversation/'))) {
    const text = readFileSync(join('src', file), 'utf8');
    for (const match of text.matchAll(/from '(\.[^']+)'/g)) {
      const target = normalize(join(dirname(file), match[1] ?? ''));
      if (!target.startsWith('conversation/')) continue;
      const [from, to] = [file, target].map((name) => TALK.indexOf(name.split('/')[1] ?? ''));
      if ((to ?? 0) > (from ?? 0)) found.push(`${file} imports ${target}`);
    }
  }
  return found;
}

function breaches(): string[] {
  const found: string[] = [];
  for (const file of files) {
    const room = roomOf(file);
    if (room === null) continue;
    const allowed = LAW[room];
    if (allowed === undefined) {
      found.push(`${file}: room ${room} is not in the law`);
      continue;
    }
    const text = readFileSync(join('src', file), 'utf8');
    for (const match of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
      const target = normalize(join(dirname(file), match[1] ?? ''));
      const targetRoom = roomOf(target);
      if (targetRoom === room) continue;
      if (targetRoom === null || !allowed.includes(targetRoom))
        found.push(`${file} imports ${target}`);
    }
  }
  return found;
}

describe('import law', () => {
  it('finds the rooms', () => {
    expect(files.length).to.be.greaterThan(10);
  });

  it('lets each room import only what the design allows', () => {
    expect(breaches()).to.deep.equal([]);
  });

  it('goes one way inside the room of conversations', () => {
    expect(
      TALK.every((room) => files.some((file) => file.startsWith(`conversation/${room}/`))),
    ).to.equal(true);
    expect(backwards()).to.deep.equal([]);
  });

  it('keeps disk, network, clock and chance out of the pure rooms', () => {
    const pure = files.filter((file) => /^(domain|understanding|knowledge|dialog)\//.test(file));
    const impure = pure.filter((file) =>
      /from 'node:(fs|net|http|https|child_process|crypto)|Date\.now\(|new Date\(\)|Math\.random\(|\bfetch\(/.test(
        readFileSync(join('src', file), 'utf8'),
      ),
    );
    expect(impure).to.deep.equal([]);
  });
});
