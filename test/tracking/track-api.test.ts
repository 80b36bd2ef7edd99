import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { REFUSED_AFTER_MS } from '../../src/tracking/evenly.ts';
import { trackAnswer } from '../../src/tracking/shapes.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { complaint } from '../fakes/desk-people.ts';

describe('tracking over HTTP', function () {
  this.timeout(30_000);
  const desk = new DeskServer();
  let reference = '';
  let secret = '';

  before(async () => {
    await desk.start();
    ({ reference, secret } = await complaint(desk, '6201'));
  });
  after(() => desk.stop());

  const track = (code: string, word: string, from = '203.0.113.7') =>
    fetch(`${desk.running.url}/api/track`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify({ reference: code, secret: word }),
    });

  it('tells status, holder, dates and next step, and nothing else', async () => {
    const body: unknown = await (await track(reference, secret)).json();
    const answer = trackAnswer.strict().parse(body);
    expect(answer).to.include({
      reference,
      status: 'received',
      holder: '1212',
      nextStep: 'wait_for_centre',
      picture: null,
    });
    expect(answer.contact).to.include({ hotline: '1212' });
    expect(answer.history).to.have.length(1);
    expect(answer.history[0]).to.include({ status: 'received', holder: '1212' });
    expect(Date.parse(answer.history[0]?.toldAt ?? '')).to.be.within(
      Date.parse(answer.createdAt),
      Date.now(),
    );
  });

  it('takes code and secret however they are typed', async () => {
    const loose = reference.toLowerCase().replaceAll('-', ' ');
    expect((await track(loose, ` ${secret.toLowerCase()} `)).status).to.equal(200);
  });

  it('answers an unknown code, a slip and a wrong secret alike', async () => {
    const answers = await Promise.all([
      track('OCC-6911-7K3FQ-M', secret, '203.0.113.20'),
      track(reference, 'WRONG2', '203.0.113.21'),
      track('no code at all', secret, '203.0.113.22'),
    ]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).to.deep.equal([404, 404, 404]);
    expect(new Set(bodies).size).to.equal(1);
  });

  it('takes as long to refuse a wrong secret as a code that nobody has or that is none', async () => {
    const timed = async (code: string, word: string) => {
      const begun = performance.now();
      expect((await track(code, word, '203.0.113.25')).status).to.equal(404);
      return performance.now() - begun;
    };
    for (const [code, word] of [
      [reference, 'WRONG3'],
      ['OCC-6911-7K3FQ-M', secret],
      ['no code at all', secret],
    ] as const) {
      expect(await timed(code, word)).to.be.at.least(REFUSED_AFTER_MS - 5);
    }
  });

  it('slows wrong tries at one case, however it is spelt, without shutting out its owner elsewhere', async () => {
    const from = '203.0.113.30';
    const spellings = [reference, reference.toLowerCase(), reference.replaceAll('-', '')];
    const statuses: number[] = [];
    for (let tries = 0; tries < 9; tries += 1) {
      statuses.push((await track(spellings[tries % 3] ?? '', `GUESS${tries}`, from)).status);
    }
    expect(statuses.slice(0, 8)).to.deep.equal(Array(8).fill(404));
    expect(statuses[8]).to.equal(429);
    expect((await track(reference, secret, '203.0.113.31')).status).to.equal(200);
    await desk.pause();
    await desk.resume();
    expect((await track(reference, 'GUESS9', from)).status, 'after a restart').to.equal(429);
    expect((await track(reference, secret, '203.0.113.31')).status).to.equal(200);
  });

  it('keeps no address and no code with the counts', async () => {
    await track(reference, 'WRONG4', '203.0.113.77');
    const kept = readdirSync(desk.directory)
      .filter((name) => name.startsWith('store.sqlite'))
      .map((name) => readFileSync(join(desk.directory, name), 'latin1'));
    expect(kept.join('')).to.include('tries').and.not.include('203.0.113.77');
  });

  it('does not count what was right', async () => {
    for (let times = 0; times < 12; times += 1) {
      expect((await track(reference, secret, '203.0.113.32')).status).to.equal(200);
    }
  });
});

describe('wrong tries at two web processes on one database', function () {
  this.timeout(60_000);
  const desk = new DeskServer('MongoDB');
  before(() => desk.start());
  after(() => desk.stop());

  it('are counted together', async () => {
    const second = await desk.another({ ROLE: 'web' });
    try {
      const statuses: number[] = [];
      for (let tries = 0; tries < 9; tries += 1) {
        const { url } = tries % 2 === 0 ? desk.running : second;
        const answer = await fetch(`${url}/api/track`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.90' },
          body: JSON.stringify({ reference: 'OCC-6911-7K3FQ-M', secret: `GUESS${tries}` }),
        });
        statuses.push(answer.status);
      }
      expect(statuses).to.deep.equal([...Array<number>(8).fill(404), 429]);
    } finally {
      await second.stop();
    }
  });
});

describe('the QR code of a tracking link', function () {
  this.timeout(60_000);
  const desk = new DeskServer();
  before(() => desk.start({ PUBLIC_URL: 'https://desk.example.org' }));
  after(() => desk.stop());
  const get = (file: string) => fetch(`${desk.running.url}/track/qr/${file}`);

  it('is a picture for any code that is written right, whether there is such a case or not', async () => {
    const { reference, secret } = await complaint(desk, '6203');
    const [one, none] = await Promise.all([get(`${reference}.png`), get('OCC-6911-7K3FQ-M.png')]);
    for (const answer of [one, none]) {
      expect(answer.status).to.equal(200);
      expect(answer.headers.get('content-type')).to.equal('image/png');
    }
    const bytes = Buffer.from(await one.arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).to.equal('PNG');
    expect(bytes.length).to.be.greaterThan(300);
    const answer = await fetch(`${desk.running.url}/api/track`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reference, secret }),
    });
    expect(trackAnswer.parse(await answer.json()).picture).to.equal(`/track/qr/${reference}.png`);
    expect((await get('OCC-6911-7K3FQ-N.png')).status).to.equal(404);
    expect((await get(reference)).status).to.equal(404);
  });
});
