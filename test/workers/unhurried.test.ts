import { expect } from 'chai';
import { unhurried } from '../../src/workers/unhurried.ts';

/** Keeps the event loop busy. */
function work(ms: number): void {
  for (const from = performance.now(); performance.now() - from < ms;);
}

describe('the pace of work that nobody waits for', () => {
  it('leaves the event loop to others for several times as long as a step took', async () => {
    const { breath } = unhurried();
    await breath();
    work(8);
    const from = performance.now();
    expect(await breath()).to.equal(true);
    expect(performance.now() - from).to.be.at.least(38);
  });

  it('rests once more when the event loop was busy meanwhile', async () => {
    const { breath } = unhurried();
    await breath();
    let rounds = 0;
    const busy = setInterval(() => {
      rounds += 1;
      if (rounds < 4) work(30);
    }, 1);
    await breath();
    clearInterval(busy);
    expect(rounds).to.be.at.least(4);
  });

  it('goes on at last, however busy the others are', async () => {
    const { breath } = unhurried();
    await breath();
    const busy = setInterval(() => work(20), 1);
    expect(await breath()).to.equal(true);
    clearInterval(busy);
  }).timeout(10_000);

  it('ends a rest when it is stopped, and the work with it', async () => {
    let clock = 0;
    const { breath, stop } = unhurried(() => (clock += 60_000));
    const from = performance.now();
    const answer = breath();
    stop();
    expect(await answer).to.equal(false);
    expect(await breath()).to.equal(false);
    expect(performance.now() - from).to.be.below(1_000);
  });
});
