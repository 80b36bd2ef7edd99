import { expect } from 'chai';
import { Chance } from './chance.ts';
import { conclude } from './report.ts';
import { sizes } from './sizes.ts';
import { Stage } from './stage.ts';

const { FAULT_ENGINE: engine } = sizes;
const ENGINE = engine === 'mongo' ? 'MongoDB' : 'SQLite';
/** The most updates that Meta puts into one body. */
const BATCH = 1_000;
const BATCHES = Math.ceil(sizes.FAULT_EVENTS / 1_000);

describe(`what Facebook may do to the webhook, on ${ENGINE}`, function () {
  this.timeout(300_000);
  const chance = new Chance(sizes.FAULT_SEED);
  let stage: Stage;
  before(async () => {
    stage = await Stage.open({ engine, people: 50, chance });
    await stage.start();
  });
  after(() => stage.remove());

  it('takes batches of 1,000 in any order, with copies inside and beside them', async () => {
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const deeds = stage.crowd.newDeeds(BATCH);
      const [first, second] = [chance.shuffled(deeds), chance.shuffled(deeds)];
      // Both are on their way at the same time, as when Facebook has lost patience.
      const posted = [first, second].flatMap((items) => stage.post(items));
      stage.post([...first.slice(0, 3), ...first.slice(0, 3)]);
      stage.write(20);
      await stage.feeder.finish();
      expect(posted.map(({ acknowledged }) => acknowledged)).to.not.include(null);
    }
    const verdict = await stage.finish();
    const events = stage.crowd.deeds.length;
    conclude({
      fault: `webhook: batches of 1,000, copies, late, reordered, ${ENGINE}`,
      tries: BATCHES,
      events,
      ...verdict,
    });
  });
});
