import { conclude } from './report.ts';
import { KillRun } from './kill-run.ts';
import { sizes } from './sizes.ts';

const ENGINE = sizes.FAULT_ENGINE === 'mongo' ? 'MongoDB' : 'SQLite';

describe(`the server on ${ENGINE}, killed at any moment`, function () {
  this.timeout(120_000 + sizes.FAULT_KILLS * 15_000);
  const run = new KillRun({
    engine: sizes.FAULT_ENGINE,
    kills: sizes.FAULT_KILLS,
    events: sizes.FAULT_EVENTS,
    seed: sizes.FAULT_SEED,
  });
  after(() => run.remove());

  it('loses nothing, breaks no order, and doubles only what nobody could know', async () => {
    const { kills, moments, announced, ...verdict } = await run.run();
    console.log([...moments].map(([moment, count]) => `      ${count} × ${moment}`).join('\n'));
    console.log(
      `      ${verdict.doubled} sent twice; ${announced} announced as perhaps sent twice`,
    );
    conclude({ fault: `killed (SIGKILL), ${ENGINE}`, tries: kills, ...verdict });
  });
});
