import { rmSync } from 'node:fs';
import { expect } from 'chai';
import { start, type Running } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { PersonSummary, ThreadView } from '../../src/simulator/view-types.ts';
import { systemClock, systemIds } from '../../src/assembly/system.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { dataFolder } from '../fakes/shipped.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the simulator inside the server', () => {
  const directory = dataFolder('simulator');
  let running: Running;

  before(async () => {
    const config = readConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: directory,
      BURST_MS: '20',
      ADMIN_PASSWORD: 'a-long-password',
    });
    const folder = process.cwd();
    running = await start({ config, folder, clock: systemClock, ids: systemIds, log: silent });
  });
  after(async () => {
    await running.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const api = (path: string, body?: object) =>
    fetch(`${running.url}/api/simulator${path}`, {
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  const person = async () => {
    const { items } = (await (await api('/people')).json()) as { items: PersonSummary[] };
    return items[0]?.psid ?? '';
  };
  const until = async (holds: (thread: ThreadView) => boolean) => {
    const psid = await person();
    for (const end = Date.now() + 5_000; Date.now() < end;) {
      const thread = (await (await api(`/people/${psid}`)).json()) as ThreadView;
      if (holds(thread)) return thread;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('It did not happen in time.');
  };

  it('has one person at first, to whom the Page shows its profile', async () => {
    const thread = await until(() => true);
    expect(thread.greeting).to.include('1212 OCC');
    expect(thread.menu).to.not.be.empty;
    expect(thread.iceBreakers).to.not.be.empty;
    expect(thread.window).to.equal('never_opened');
  });

  it('carries a message through the real webhook to the bot, and the answer back', async () => {
    await api(`/people/${await person()}/text`, { text: 'สวัสดีค่ะ' });
    const thread = await until(({ messages }) => messages.some(({ side }) => side === 'page'));
    expect(thread.messages[0]).to.include({ side: 'person', status: 'sent' });
  });

  it('understands every item of the menu and every ice breaker', async () => {
    const { menu, iceBreakers } = await until(() => true);
    const buttons = [...menu.filter((item) => item.kind === 'postback'), ...iceBreakers];
    for (const { title, payload } of buttons) {
      const answer = await api('/people', {});
      const { psid } = (await answer.json()) as ThreadView;
      await api(`/people/${psid}/postback`, { title, payload });
      const seen = async () => (await (await api(`/people/${psid}`)).json()) as ThreadView;
      let thread = await seen();
      for (let i = 0; i < 200 && !thread.messages.some(({ side }) => side === 'page'); i += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        thread = await seen();
      }
      expect(
        thread.messages.map(({ side }) => side),
        title,
      ).to.include('page');
    }
  });

  it('lets nobody without the made-up token use its Graph API', async () => {
    const response = await fetch(`${running.url}/simulator-graph/v25.0/1212/messages`, {
      method: 'POST',
    });
    expect(response.status).to.equal(400);
    expect(await response.json()).to.have.nested.property('error.code', 190);
  });

  it('takes no more than 300 actions a minute from one address', async () => {
    let status = 200;
    let tries = 0;
    for (; tries < 320 && status === 200; tries += 1) {
      ({ status } = await fetch(`${running.url}/api/simulator/faults`, { method: 'DELETE' }));
    }
    expect(status).to.equal(429);
    expect((await api('/people')).status, 'looking is free').to.equal(200);
  });
});

describe('a server with Facebook credentials', () => {
  const desk = new DeskServer();
  before(() => desk.start());
  after(() => desk.stop());

  it('shows nothing of the simulator', async () => {
    for (const path of [
      '/simulator',
      '/api/simulator/people',
      '/api/simulator/sent',
      '/simulator-graph/v25.0/me?access_token=token-for-tests',
      '/simulator-graph/media/sticker/1',
    ]) {
      expect((await fetch(`${desk.running.url}${path}`)).status, path).to.be.oneOf([401, 404]);
    }
    const acted = await fetch(`${desk.running.url}/api/simulator/people`, { method: 'POST' });
    expect(acted.status).to.be.oneOf([401, 404]);
  });
});
