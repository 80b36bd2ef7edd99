import { expect } from 'chai';
import { DeskServer, ENGINES, PAGE } from '../fakes/desk-server.ts';

for (const engine of ENGINES) {
  describe(`nothing lost, nothing twice, nothing out of order, on ${engine}`, function () {
    this.timeout(60_000);
    const desk = new DeskServer(engine);
    before(() => desk.start());
    after(() => desk.stop());

    it('answers a message once, however often Facebook delivers it', async () => {
      const item = desk.message('8001', { text: 'สวัสดีค่ะ' });
      for (let i = 0; i < 3; i += 1) expect((await desk.post([item])).status).to.equal(200);
      await desk.until(() => desk.of('8001').length > 0);
      await desk.quiet();
      const count = desk.of('8001').length;
      await desk.post([item]);
      await desk.quiet();
      expect(desk.of('8001')).to.have.length(count);
      expect(new Set(desk.of('8001').map((sent) => sent.text)).size).to.equal(count);
    });

    it('takes every item of a batch although one of them is odd', async () => {
      const odd = { sender: null, recipient: { id: PAGE }, message: { attachments: 'none' } };
      const response = await desk.post([
        desk.message('8002', { text: 'สวัสดีค่ะ' }),
        odd,
        { policy_enforcement: { action: 'warning' }, recipient: { id: PAGE } },
        desk.message('8003', { text: 'สวัสดีค่ะ' }),
      ]);
      expect(response.status).to.equal(200);
      await desk.until(() => desk.of('8002').length > 0 && desk.of('8003').length > 0);
    });

    it('joins quick messages into one turn, in the order in which they were written', async () => {
      const now = Date.now();
      await desk.post([
        desk.message('8004', { text: 'โอนไป 900 บาท' }, now + 1),
        desk.message('8004', { text: 'สั่งรองเท้าไปแล้วไม่ได้ของ' }, now),
      ]);
      await desk.until(() => desk.of('8004').length > 0);
      await desk.quiet();
      const { items } = await desk.running.store.conversations({ limit: 10, q: '8004' });
      const messages = await desk.running.store.messages(items[0]?.id as never, {
        before: null,
        limit: 10,
      });
      const said = messages.flatMap((m) =>
        m.content.kind === 'text' && m.direction === 'in' ? m.content.text : [],
      );
      expect(said).to.deep.equal(['สั่งรองเท้าไปแล้วไม่ได้ของ', 'โอนไป 900 บาท']);
      expect(desk.of('8004').filter((sent) => sent.text.includes('สั่งซื้ออะไร'))).to.have.length(1);
    });

    it('sends again what Graph refused for a moment, in order', async () => {
      const busy = { status: 500, body: { error: { message: 'busy', code: 2 } } };
      desk.graph.failures.push(busy);
      await desk.say('8005', { text: 'สวัสดีค่ะ' });
      expect(desk.of('8005').map((sent) => sent.text)[0]).to.include('สวัสดี');
    });

    it('finishes after a restart what was acknowledged before it', async () => {
      const item = desk.message('8006', { text: 'สวัสดีค่ะ' });
      // Stopped before the burst is over: the turn has not been taken yet.
      await desk.post([item]);
      await desk.pause();
      await desk.resume();
      await desk.until(() => desk.of('8006').length > 0);
      await desk.quiet();
      const texts = desk.of('8006').map((sent) => sent.text);
      expect(new Set(texts).size, 'once, on whichever side of the restart').to.equal(texts.length);
    });
  });
}

describe('a second server on the embedded store', () => {
  const desk = new DeskServer();
  before(() => desk.start());
  after(() => desk.stop());

  it('refuses a second server on the same store and says why', async () => {
    try {
      await new DeskServerOn(desk.directory, desk.graph.url).resume();
      expect.fail('it started');
    } catch (error) {
      expect((error as Error).message).to.include('Another process already serves from');
    }
  });
});

class DeskServerOn extends DeskServer {
  override readonly directory: string;
  readonly #url: string;
  constructor(directory: string, url: string) {
    super();
    this.directory = directory;
    this.#url = url;
    Object.defineProperty(this.graph, 'url', { get: () => this.#url });
  }
}

describe('bad input to the webhook', () => {
  const desk = new DeskServer();
  before(() => desk.start());
  after(() => desk.stop());

  it('is answered 403 when the signature is wrong or missing', async () => {
    expect((await desk.post([], { signature: `sha256=${'0'.repeat(64)}` })).status).to.equal(403);
    expect((await desk.post([], { signature: '' })).status).to.equal(403);
  });

  it('is answered 400 when it is no JSON, 404 for another object, 413 when too large', async () => {
    expect((await desk.postRaw('{"object":')).status).to.equal(400);
    expect((await desk.postRaw('{"object":"instagram","entry":[]}')).status).to.equal(404);
    const large = JSON.stringify({ object: 'page', entry: [], filler: 'x'.repeat(5_000_000) });
    expect((await desk.postRaw(large)).status).to.equal(413);
  });

  it('leaves a file on a forbidden host alone and asks for it again', async () => {
    const url = 'http://127.0.0.1:9/slip.png';
    const answer = await desk.say('9001', { attachments: [{ type: 'image', payload: { url } }] });
    expect(answer.join('\n')).to.include('ส่งใหม่');
  });

  it('answers the verification handshake only with the right word', async () => {
    const ask = (token: string) =>
      fetch(
        `${desk.running.url}/webhook?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${token}`,
      );
    expect(await (await ask('verify-me')).text()).to.equal('42');
    expect((await ask('guess')).status).to.equal(403);
  });

  it('answers 500 and turns readiness red when the disk is full', async () => {
    const { store } = desk.running;
    const { database } = store as unknown as {
      database: { limitPages(pages: number): void; pageCount: number };
    };
    database.limitPages(database.pageCount);
    let status = 200;
    for (let i = 0; i < 200 && status === 200; i += 1) {
      status = (await desk.post([desk.message('9002', { text: 'ก'.repeat(1_900) })])).status;
    }
    expect(status).to.equal(500);
    database.limitPages(1_000_000);
    expect((await desk.post([desk.message('9002', { text: 'สวัสดีค่ะ' })])).status).to.equal(200);
  });
});
