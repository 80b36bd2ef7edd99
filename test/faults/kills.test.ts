import { Chance } from './chance.ts';
import { runKills } from './kill-run.ts';
import { conclude } from './report.ts';
import { sizes } from './sizes.ts';
import { Stage } from './stage.ts';

const { FAULT_ENGINE: engine, FAULT_KILLS: kills, FAULT_EVENTS: events } = sizes;
const ENGINE = engine === 'mongo' ? 'MongoDB' : 'SQLite';
const EVENTS_OF_A_PERSON = 25;

describe(`the server on ${ENGINE}, killed at any moment`, function () {
  this.timeout(240_000 + kills * 30_000);
  const chance = new Chance(sizes.FAULT_SEED);
  let stage: Stage;
  before(async () => {
    const people = Math.max(5, Math.ceil(events / EVENTS_OF_A_PERSON));
    stage = await Stage.open({ engine, people, chance });
  });
  after(() => stage.remove());

  it('loses nothing, breaks no order, and doubles only what nobody could know', async () => {
    const { moments, announced, ...verdict } = await runKills(stage, { kills, events, chance });
    console.log([...moments].map(([moment, count]) => `      ${count} × ${moment}`).join('\n'));
    console.log(`      ${announced} times the server said that a message may come twice`);
    conclude({ fault: `killed (SIGKILL), ${ENGINE}`, tries: kills, events, ...verdict });
  });
});
