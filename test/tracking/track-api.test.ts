import { expect } from 'chai';
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
    });
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
  });
});
