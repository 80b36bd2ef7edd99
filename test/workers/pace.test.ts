import { expect } from 'chai';
import { createPace } from '../../src/workers/pace.ts';

/** Lets one round of the event loop go by. */
const round = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the pace of computing', () => {
  it('lets what has come in the meantime go between two long computations', async () => {
    let now = 0;
    const pace = createPace(() => now);
    const order: string[] = [];
    const compute = async (name: string) => {
      await pace();
      order.push(name);
      now += 10;
    };
    const all = Promise.all(['one', 'two', 'three'].map(compute));
    for (let i = 0; i < 3; i += 1) {
      await round();
      order.push('something else');
    }
    await all;
    expect(order.filter((name) => name !== 'something else')).to.deep.equal([
      'one',
      'two',
      'three',
    ]);
    expect(order.indexOf('something else')).to.be.lessThan(order.indexOf('three'));
  });

  it('takes short ones together', async () => {
    const pace = createPace(() => 0);
    let done = 0;
    for (let i = 0; i < 10; i += 1) void pace().then(() => (done += 1));
    await round();
    await round();
    expect(done).to.equal(10);
  });
});
