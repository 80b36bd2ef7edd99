import { expect } from 'chai';
import { DeskServer } from '../fakes/desk-server.ts';
import { addMember, PASSWORD, waitingPerson } from '../fakes/desk-people.ts';

interface Seen {
  readonly id: string;
  readonly subject: string;
}

describe('live events', function () {
  this.timeout(30_000);
  const desk = new DeskServer();
  let cookie = '';

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    const response = await fetch(`${desk.running.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'mali', password: PASSWORD }),
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  });
  after(() => desk.stop());

  const listen = async (lastEventId?: string) => {
    const seen: Seen[] = [];
    let raw = '';
    const controller = new AbortController();
    const response = await fetch(`${desk.running.url}/api/events`, {
      headers: { cookie, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
      signal: controller.signal,
    });
    const reading = (async () => {
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let buffer = '';
      for (;;) {
        const { value: text = '', done = true } = (await reader?.read()) ?? {};
        if (done) return;
        raw += text;
        buffer += text;
        const blocks = buffer.split('\n\n');
        buffer = blocks.pop() ?? '';
        for (const block of blocks) {
          const id = /^id: (.+)$/m.exec(block)?.[1];
          const subject = /"subject":"([^"]+)"/.exec(block)?.[1];
          if (id !== undefined && subject !== undefined) seen.push({ id, subject });
        }
      }
    })().catch(() => undefined);
    const close = async () => {
      controller.abort();
      await reading;
    };
    return { seen, response, close, raw: () => raw };
  };

  it('is closed to strangers', async () => {
    expect((await fetch(`${desk.running.url}/api/events`)).status).to.equal(401);
  });

  it('tells what changed and never what people wrote', async () => {
    const screen = await listen();
    expect(screen.response.headers.get('content-type')).to.match(/^text\/event-stream/);
    const id = await waitingPerson(desk, '6101');
    await desk.until(() => screen.seen.some(({ subject }) => subject === id));
    expect(screen.raw()).to.not.include('เจ้าหน้าที่');
    await screen.close();
  });

  it('gives a screen that comes back what it missed, each once and in order, also after a restart', async () => {
    const first = await listen();
    const before = await waitingPerson(desk, '6102');
    await desk.until(() => first.seen.some(({ subject }) => subject === before));
    await first.close();
    const last = first.seen.at(-1)?.id ?? '';
    const missed = await waitingPerson(desk, '6103');
    await desk.pause();
    await desk.resume();
    const again = await listen(last);
    const after = await waitingPerson(desk, '6104');
    await desk.until(() => again.seen.some(({ subject }) => subject === after));
    await desk.quiet();
    const ids = again.seen.map(({ id }) => id);
    expect(again.seen.map(({ subject }) => subject)).to.include(missed);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids).to.deep.equal([...ids].sort());
    expect(ids.every((id) => id > last)).to.equal(true);
    await again.close();
  });
});
