import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Store } from '../../src/ports.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { systemClock, systemIds } from '../../src/system.ts';
import { testDatabase } from '../fakes/mongo.ts';
import { Chance } from './chance.ts';
import { Crowd } from './crowd.ts';
import { Echoes } from './echoes.ts';
import { Feeder, type Posted } from './feeder.ts';
import { KillMoments } from './kill-moments.ts';
import { Referee, type Verdict } from './referee.ts';
import { ServerProcess } from './server-process.ts';
import { WildGraph } from './wild-graph.ts';

/** A dead server's sends wait for their echo, and a lease of another instance for its end. */
const SETTLE_MS = 240_000;
const EVENTS_OF_A_PERSON = 25;

const ready = z.looseObject({ backlog: z.record(z.string(), z.number()) });

export interface KillRunResult extends Verdict {
  readonly kills: number;
  readonly events: number;
  readonly moments: ReadonlyMap<string, number>;
  /** How often the server itself said that a message may come twice. */
  readonly announced: number;
}

/** The built server, killed again and again while an invented crowd writes to it. */
export class KillRun {
  readonly #engine: 'sqlite' | 'mongo';
  readonly #kills: number;
  readonly #events: number;
  readonly #directory = mkdtempSync(join(tmpdir(), 'kills-'));
  readonly #database = testDatabase('kills');
  readonly #graph = new WildGraph();
  readonly #chance: Chance;
  readonly #crowd: Crowd;
  readonly #bodies = new Map<string, Posted[]>();
  readonly #referee = new Referee();

  constructor(options: {
    readonly engine: 'sqlite' | 'mongo';
    readonly kills: number;
    readonly events: number;
    readonly seed: number;
  }) {
    this.#engine = options.engine;
    this.#kills = options.kills;
    this.#events = options.events;
    this.#chance = new Chance(options.seed);
    const people = Math.max(5, Math.ceil(options.events / EVENTS_OF_A_PERSON));
    this.#crowd = new Crowd({ people, chance: this.#chance });
  }

  async run(): Promise<KillRunResult> {
    await this.#graph.start();
    for (const psid of this.#crowd.people) {
      this.#graph.standIn.opensWindow(this.#graph.standIn.people.add({ psid }));
    }
    const server = await ServerProcess.on({
      DATA_DIR: this.#directory,
      FACEBOOK_GRAPH_URL: this.#graph.url,
      ...(this.#engine === 'mongo' && { MONGODB_URI: this.#database.uri() }),
    });
    const feeder = new Feeder(
      () => server.url,
      () => this.#graph.tick(),
    );
    const echoes = new Echoes(this.#graph, feeder, this.#chance);
    const moments = new KillMoments(this.#chance, this.#graph, feeder);
    for (let left = this.#kills; left > 0; left -= 1) {
      await this.#live(server, feeder, moments, Math.ceil(this.#eventsLeft / (left + 1)));
    }
    await this.#start(server);
    this.#write(feeder, this.#eventsLeft);
    this.#post(feeder, this.#crowd.takeLate());
    const breaches = await this.#settle(server, feeder, echoes);
    const verdict = await this.#judge();
    return {
      ...verdict,
      kills: moments.total,
      events: this.#crowd.deeds.length,
      moments: moments.counts,
      announced: server.warnings.get('delivery.perhaps_sent_again') ?? 0,
      breaches: [...breaches, ...server.failures, ...verdict.breaches],
    };
  }

  async remove(): Promise<void> {
    await this.#graph.stop();
    rmSync(this.#directory, { recursive: true, force: true });
    if (this.#engine === 'mongo') await this.#database.drop();
  }

  get #eventsLeft(): number {
    return this.#events - this.#crowd.deeds.length;
  }

  /** One life of the server: from its start to its kill. */
  async #live(server: ServerProcess, feeder: Feeder, moments: KillMoments, events: number) {
    const moment = moments.next();
    if (moment === 'during the start') {
      const started = this.#start(server).catch(() => undefined);
      await new Promise<void>((resolve) => moments.watch(moment, resolve));
      await server.kill();
      await started;
      return;
    }
    await this.#start(server);
    const store = await this.#openStore();
    const { receipts } = this.#graph;
    await this.#referee.note(store, receipts, this.#graph.tick());
    await store.close();
    await new Promise<void>((resolve) => {
      const stop = moments.watch(moment, () => {
        stop();
        void server.kill().then(resolve);
      });
      this.#write(feeder, events);
    });
  }

  async #start(server: ServerProcess): Promise<void> {
    this.#graph.process += 1;
    await server.start();
  }

  #write(feeder: Feeder, events: number): void {
    const end = this.#crowd.deeds.length + events;
    while (this.#crowd.deeds.length < end) {
      const most = end - this.#crowd.deeds.length;
      this.#post(
        feeder,
        this.#crowd.nextBody(most, (psid) => this.#graph.shownTo(psid)),
      );
    }
  }

  #post(feeder: Feeder, deeds: readonly { readonly mid: string; readonly item: object }[]): void {
    if (deeds.length === 0) return;
    const times = this.#chance.happens(0.05) ? 2 : 1;
    for (let n = 0; n < times; n += 1) {
      const posted = feeder.post(deeds.map(({ item }) => item));
      for (const { mid } of deeds)
        this.#bodies.set(mid, [...(this.#bodies.get(mid) ?? []), posted]);
    }
  }

  /** Waits until nothing is left to do, then stops the server as a service manager does. */
  async #settle(server: ServerProcess, feeder: Feeder, echoes: Echoes): Promise<string[]> {
    const end = Date.now() + SETTLE_MS;
    for (;;) {
      await feeder.finish();
      const isQuiet = echoes.waiting === 0;
      const { backlog } = ready.parse(await (await fetch(`${server.url}/readyz`)).json());
      if (isQuiet && Object.values(backlog).every((count) => count === 0)) break;
      if (Date.now() > end) return [`it still waits: ${JSON.stringify(backlog)}`];
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    echoes.stop();
    const code = await server.stop();
    return code === 0 ? [] : [`it stopped with ${code}`];
  }

  async #judge(): Promise<Verdict> {
    const store = await this.#openStore();
    try {
      return await this.#referee.judge({
        store,
        people: this.#crowd.people,
        deeds: this.#crowd.deeds,
        bodies: this.#bodies,
        receipts: this.#graph.receipts,
      });
    } finally {
      await store.close();
    }
  }

  /** Beside the server, as a command line program does. */
  #openStore(): Promise<Store> {
    return this.#engine === 'mongo'
      ? openMongoStore({ uri: this.#database.uri(), clock: systemClock })
      : openSqliteStore({
          directory: this.#directory,
          ids: systemIds,
          clock: systemClock,
          exclusive: false,
        });
  }
}
