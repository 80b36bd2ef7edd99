import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import Sqlite from 'libsql';
import { cuttableLine } from '../fakes/cuttable-line.ts';
import { testDatabase } from '../fakes/mongo.ts';
import { Chance } from './chance.ts';
import { conclude } from './report.ts';
import { sizes } from './sizes.ts';
import { Stage } from './stage.ts';
import { StoreWatch } from './store-watch.ts';

const TRIES = Math.ceil(sizes.FAULT_KILLS / 40);
const DEEDS = 30;
/** With MongoDB a write is tried for ten seconds before it counts as failed. */
const DOWN_MS = sizes.FAULT_ENGINE === 'mongo' ? 25_000 : 5_000;
/** A slow machine takes longer to find out. */
const RED_WITHIN_MS = 20_000;

/** What happens to the store; `mend` ends it. */
type Fault = (stage: Stage) => { readonly mend: () => void };

/** No file of the process may grow beyond a page: to SQLite a write that fails, as on a full disk. */
const full: Fault = ({ server }) => {
  const limit = (bytes: string) =>
    execFileSync('prlimit', ['--pid', String(server.pid), `--fsize=${bytes}:unlimited`]);
  limit('4096');
  return { mend: () => limit('unlimited') };
};

/** Another program has begun to write and takes its time. */
const locked: Fault = ({ directory }) => {
  const other = new Sqlite(join(directory, 'store.sqlite'));
  other.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
  return {
    mend: () => {
      other.exec('ROLLBACK');
      other.close();
    },
  };
};

const FAULTS: readonly (readonly [name: string, fault: Fault, possible: boolean])[] = [
  ['full', full, process.platform === 'linux'],
  ['locked by another program', locked, true],
];

describe('the store, out of order for a while', function () {
  this.timeout(180_000 + TRIES * 120_000);
  const chance = new Chance(sizes.FAULT_SEED);

  /** Lets the store fail under a server at work, again and again, and judges at the end. */
  const trial = async (name: string, stage: Stage, fault: Fault) => {
    stage.server.expected = StoreWatch.EXPECTED;
    await stage.start();
    for (let tries = 0; tries < TRIES; tries += 1) {
      stage.write(DEEDS);
      await pause(chance.below(500));
      const watch = new StoreWatch(stage);
      const { mend } = fault(stage);
      stage.write(DEEDS);
      await pause(DOWN_MS);
      await watch.red(RED_WITHIN_MS);
      mend();
      const seen = await watch.end();
      expect(seen.refused, 'webhooks were answered 500').to.be.greaterThan(0);
      expect(seen.red, 'readiness was red').to.equal(true);
      expect(seen.greenAgain, 'readiness is green again').to.equal(true);
    }
    const verdict = await stage.finish();
    conclude({
      fault: `store ${name}`,
      tries: TRIES,
      events: stage.crowd.deeds.length,
      ...verdict,
    });
  };

  if (sizes.FAULT_ENGINE === 'mongo') {
    it('is away: nothing is acknowledged, nothing lost, and it goes on by itself', async () => {
      const database = testDatabase('away');
      const uri = new URL(database.uri());
      const line = await cuttableLine(Number(uri.port));
      uri.port = String(line.port);
      uri.searchParams.delete('replicaSet');
      uri.searchParams.set('directConnection', 'true');
      const stage = await Stage.open({ engine: { uri: uri.toString() }, people: 20, chance });
      try {
        await trial('away and back, MongoDB', stage, () => {
          line.cut();
          return { mend: () => line.mend() };
        });
      } finally {
        await stage.remove();
        await line.stop();
        await database.drop();
      }
    });
    return;
  }

  for (const [name, fault, possible] of FAULTS) {
    if (!possible) continue;
    it(`is ${name}: nothing is acknowledged, nothing lost, and it goes on by itself`, async () => {
      const stage = await Stage.open({ engine: 'sqlite', people: 20, chance });
      try {
        await trial(`${name}, SQLite`, stage, fault);
      } finally {
        await stage.remove();
      }
    });
  }
});
