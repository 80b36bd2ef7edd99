import { KillMoments } from './kill-moments.ts';
import type { Verdict } from './referee.ts';
import type { Chance } from './chance.ts';
import type { Stage } from './stage.ts';

export interface KillRunResult extends Verdict {
  /** How often it was killed, by the moment. */
  readonly moments: ReadonlyMap<string, number>;
  /** How often the server itself said that a message may come twice. */
  readonly announced: number;
}

/** Kills the server again and again while the crowd writes to it, then lets it finish. */
export async function runKills(
  stage: Stage,
  options: { readonly kills: number; readonly events: number; readonly chance: Chance },
): Promise<KillRunResult> {
  const { kills, events, chance } = options;
  const moments = new KillMoments(chance, stage.graph, stage.feeder);
  const left = () => events - stage.crowd.deeds.length;
  for (let lives = kills; lives > 0; lives -= 1) {
    await liveAndDie(stage, moments, Math.ceil(left() / (lives + 1)));
  }
  await stage.start();
  stage.write(left());
  const verdict = await stage.finish();
  const announced = stage.server.warnings.get('delivery.perhaps_sent_again') ?? 0;
  return { ...verdict, moments: moments.counts, announced };
}

/** One life of the server: from its start to its kill. */
async function liveAndDie(stage: Stage, moments: KillMoments, events: number): Promise<void> {
  const { server } = stage;
  const moment = moments.next();
  if (moment === 'during the start') {
    const started = stage.start().catch(() => undefined);
    await new Promise<void>((resolve) => moments.watch(moment, resolve));
    await server.kill();
    await started;
    return;
  }
  await stage.start();
  await stage.note();
  await new Promise<void>((resolve) => {
    const stop = moments.watch(moment, () => {
      stop();
      void server.kill().then(resolve);
    });
    stage.write(events);
  });
}
