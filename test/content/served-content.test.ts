import { join } from 'node:path';
import { expect } from 'chai';
import { start, type Running } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { Log } from '../../src/ports.ts';
import { systemClock, systemIds } from '../../src/assembly/system.ts';
import { ContentFolder, until } from '../fakes/content-folder.ts';

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('a server whose content breaks under it', function () {
  this.timeout(90_000);
  let folder: ContentFolder;
  let server: Running;

  before(async () => {
    folder = new ContentFolder();
    const config = readConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: join(folder.path, 'data'),
      ADMIN_PASSWORD: 'a-long-password',
    });
    server = await start({
      config,
      folder: folder.path,
      clock: systemClock,
      ids: systemIds,
      log: silent,
    });
  });
  after(async () => {
    await server.stop();
    folder.remove();
  });

  const ready = async () => {
    const response = await fetch(`${server.url}/readyz`);
    const body = (await response.json()) as { content: { status: string; problems?: string[] } };
    return { status: response.status, content: body.content };
  };

  it('stays ready and tells the fault, until it is mended', async () => {
    expect(await ready()).to.deep.equal({ status: 200, content: { status: 'ok' } });
    folder.edit('dialogs/human.yml', (text) => text.replace('say: queued', 'say: queue'));
    await until(async () => (await ready()).content.status === 'stale', 30_000);
    const { status, content } = await ready();
    expect(status).to.equal(200);
    expect(content.problems?.join('\n')).to.match(/dialogs\/human\.yml:7 text queue is missing — /);
    folder.edit('dialogs/human.yml', (text) => text.replace('say: queue\n', 'say: queued\n'));
    await until(async () => (await ready()).content.status === 'ok', 30_000);
  });
});
