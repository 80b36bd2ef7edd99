import { expect } from 'chai';
import { createAside } from '../../src/workers/aside.ts';
import type { Log } from '../../src/ports.ts';

describe('work that waits beside the lanes', () => {
  const logged: string[] = [];
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (event) => logged.push(event),
  };
  const slow = () => {
    let finish = () => {};
    const work = new Promise<void>((resolve) => (finish = resolve));
    return { work, finish: () => finish() };
  };

  it('lets the lane go on while there is room, and waits for the end when there is none', async () => {
    const aside = createAside({ most: 1, log });
    const first = slow();
    const second = slow();
    await aside.take(first.work);
    let went = false;
    const going = aside.take(second.work).then(() => (went = true));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(went).to.equal(false);
    second.finish();
    await going;
    let settled = false;
    const settling = aside.settled().then(() => (settled = true));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(settled, 'the first still waits').to.equal(false);
    first.finish();
    await settling;
  });

  it('logs what failed and has room again', async () => {
    const aside = createAside({ most: 1, log });
    await aside.take(Promise.reject(new Error('no disk')));
    await aside.settled();
    expect(logged).to.deep.equal(['aside.failed']);
    const next = slow();
    await aside.take(next.work);
    next.finish();
    await aside.settled();
  });
});
