import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';

const PROGRAM = resolve('src/cli/messenger.ts');
const TSX = pathToFileURL(resolve('node_modules/tsx/dist/loader.mjs')).href;
const SECRETS = {
  FACEBOOK_ACCESS_TOKEN: 'EAAsecrettoken0123456789',
  FACEBOOK_APP_SECRET: 'new-app-secret-0123,old-app-secret-4567',
  FACEBOOK_VERIFY_TOKEN: 'verify-word-0123',
};

describe('the messenger command line', () => {
  // Away from the repository, so that nobody's .env is read.
  const folder = mkdtempSync(join(tmpdir(), 'messenger-'));
  let graph: Server;
  let url = '';

  before(async () => {
    // A Graph of the worst manners: it says no and repeats what it was told.
    graph = createServer((request, response) => {
      const secrets = [request.headers.authorization, ...Object.values(SECRETS)].join(' ');
      // Long enough to be cut in the middle of a secret.
      const message = `(#200) Not allowed ${secrets} ${secrets} ${secrets}`;
      response.statusCode = 400;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ error: { message, code: 200 } }));
    });
    await new Promise<void>((done) => graph.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(graph.address() as AddressInfo).port}`;
  });
  after(() => {
    graph.closeAllConnections();
    graph.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (command: string, environment: Readonly<Record<string, string>>) =>
    new Promise<{ code: number | null; text: string }>((done) => {
      const child = spawn(process.execPath, ['--import', TSX, PROGRAM, command], {
        cwd: folder,
        env: { PATH: process.env['PATH'] ?? '', ...environment },
      });
      let text = '';
      child.stdout.on('data', (part) => (text += String(part)));
      child.stderr.on('data', (part) => (text += String(part)));
      child.on('close', (code) => done({ code, text }));
    });

  it('tells how it is used', async () => {
    expect(await run('repair', {})).to.deep.include({ code: 2 });
  });

  it('names every missing credential in a sentence of its own', async () => {
    const { code, text } = await run('doctor', { FACEBOOK_PAGE_ID: '1212' });
    expect(code).to.equal(1);
    const lines = text.trim().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).to.deep.equal(Object.keys(SECRETS));
    for (const line of lines) expect(line).to.match(/ is missing: .{10,}\.$/);
  });

  it('names a bad setting as the server would', async () => {
    const { code, text } = await run('doctor', { ...SECRETS, FACEBOOK_PAGE_ID: 'OCC1212' });
    expect(code).to.equal(1);
    expect(text).to.include('FACEBOOK_PAGE_ID must be the number of the Page');
  });

  for (const command of ['doctor', 'setup']) {
    it(`shows problems and no secret, and fails, when Facebook refuses ${command}`, async () => {
      const { code, text } = await run(command, {
        ...SECRETS,
        FACEBOOK_PAGE_ID: '1212',
        FACEBOOK_APP_ID: '900100',
        FACEBOOK_GRAPH_URL: url,
        PUBLIC_URL: 'http://127.0.0.1:9',
      });
      expect(code).to.equal(1);
      expect(text).to.match(/✗ .*error 200/);
      expect(text).to.match(/→ Grant the app pages_messaging/);
      expect(text).to.match(/\d wrong\n$/);
      for (const secret of Object.values(SECRETS).flatMap((value) => value.split(','))) {
        expect(text).to.not.include(secret.slice(0, 12));
      }
    });
  }
});
