import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { ContentFolder } from '../fakes/content-folder.ts';

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** Starts the server in a folder and waits for its end. */
function startIn(cwd: string): Promise<{ code: number | null; errors: string }> {
  const child = spawn(process.execPath, ['--import', TSX, resolve('src/main.ts')], {
    cwd,
    env: { ...process.env, PORT: '0', DATA_DIR: resolve(cwd, 'data'), LOG_LEVEL: 'silent' },
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((done) => child.on('close', (code) => done({ code, errors })));
}

describe('a start with broken content', function () {
  this.timeout(90_000);

  it('is refused with every file, line and fix, and exit code 1', async () => {
    const folder = new ContentFolder();
    folder.edit('dialogs/track.yml', (text) => text.replace('goto: unknown', 'goto: unknwon'));
    folder.edit('knowledge/intents/thanks.yml', (text) =>
      text.replace('label: thanks', 'label: thx'),
    );
    const { code, errors } = await startIn(folder.path);
    folder.remove();
    expect(code).to.equal(1);
    expect(errors).to.match(
      /dialogs\/track\.yml:\d+ no step has the id unknwon — correct the name/,
    );
    expect(errors).to.match(/knowledge\/intents\/thanks\.yml:2 label is no known label — compare/);
    expect(errors).to.not.match(/ at .*\.ts:/);
  });
});
