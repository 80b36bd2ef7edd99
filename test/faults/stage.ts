import { rmSync } from 'node:fs';
import { z } from 'zod';
import type { Store } from '../../src/ports.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { systemClock, systemIds } from '../../src/assembly/system.ts';
import { testDatabase } from '../fakes/mongo.ts';
import { dataFolder } from '../fakes/shipped.ts';
import type { Chance } from './chance.ts';
import { Crowd, type Deed } from './crowd.ts';
import { Echoes } from './echoes.ts';
import { Feeder, type Posted } from './feeder.ts';
import { Referee, type Verdict } from './referee.ts';
import { ServerProcess } from './server-process.ts';
import { WildGraph } from './wild-graph.ts';

/** A dead server's sends wait for their echo, and a lease of another instance for its end. */
const SETTLE_MS = 240_000;

const ready = z.looseObject({ backlog: z.record(z.string(), z.number()) });

/** Everything that a fault is tried on: the built server, its store, Graph, Facebook and a crowd. */
export class Stage {
  readonly graph: WildGraph;
  readonly referee = new Referee();
  readonly crowd: Crowd;
  readonly server: ServerProcess;
  readonly feeder: Feeder;
  readonly directory: string;
  readonly #chance: Chance;
  readonly #echoes: Echoes;
  readonly #openStore: () => Promise<Store>;
  readonly #dropStore: () => Promise<void>;
  readonly #bodies = new Map<string, Posted[]>();

  static async open(options: {
    /** `mongo`: a database of its own on the tests' server; otherwise the address of one. */
    readonly engine: 'sqlite' | 'mongo' | { readonly uri: string };
    readonly people: number;
    readonly chance: Chance;
  }): Promise<Stage> {
    const { engine, people, chance } = options;
    const directory = dataFolder('faults');
    const database = engine === 'mongo' ? testDatabase('faults') : null;
    const uri = typeof engine === 'object' ? engine.uri : (database?.uri() ?? '');
    const graph = new WildGraph();
    await graph.start();
    const server = await ServerProcess.on({
      DATA_DIR: directory,
      FACEBOOK_GRAPH_URL: graph.url,
      MONGODB_URI: uri,
    });
    return new Stage({ graph, server, directory, people, chance, uri, database });
  }

  private constructor(of: {
    readonly graph: WildGraph;
    readonly server: ServerProcess;
    readonly directory: string;
    readonly people: number;
    readonly chance: Chance;
    readonly uri: string;
    readonly database: ReturnType<typeof testDatabase> | null;
  }) {
    const { graph, server, directory, people, chance, uri, database } = of;
    this.graph = graph;
    this.server = server;
    this.directory = directory;
    this.#chance = chance;
    this.crowd = new Crowd({ people, chance });
    for (const psid of this.crowd.people) {
      graph.standIn.opensWindow(graph.standIn.people.add({ psid }));
    }
    const tick = () => graph.tick();
    this.feeder = new Feeder(() => server.url, tick);
    this.#echoes = new Echoes(graph, this.feeder, chance);
    // Beside the server, as a command line program does.
    this.#openStore = () =>
      uri === ''
        ? openSqliteStore({ directory, ids: systemIds, clock: systemClock, exclusive: false })
        : openMongoStore({ uri, clock: systemClock });
    this.#dropStore = async () => database?.drop();
  }

  async remove(): Promise<void> {
    this.#echoes.stop();
    this.feeder.stop();
    if (this.server.lives) await this.server.kill();
    await this.graph.stop();
    await this.#dropStore();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Starts the server. Resolves when it serves. */
  async start(): Promise<void> {
    this.graph.process += 1;
    await this.server.start();
  }

  /** Lets the crowd do so much more, in as many bodies as it likes. */
  write(deeds: number): void {
    const { crowd, graph } = this;
    const end = crowd.deeds.length + deeds;
    while (crowd.deeds.length < end) {
      const most = end - crowd.deeds.length;
      this.post(crowd.nextBody(most, (psid) => graph.shownTo(psid)));
    }
  }

  /** Posts these as one body; now and then twice. */
  post(deeds: readonly Deed[]): readonly Posted[] {
    if (deeds.length === 0) return [];
    const times = this.#chance.happens(0.05) ? 2 : 1;
    return Array.from({ length: times }, () => {
      const posted = this.feeder.post(deeds.map(({ item }) => item));
      for (const { mid } of deeds) {
        this.#bodies.set(mid, [...(this.#bodies.get(mid) ?? []), posted]);
      }
      return posted;
    });
  }

  /** Notes what the store knows as sent: from now on, sending it once more is a breach. */
  async note(): Promise<void> {
    const store = await this.#openStore();
    await this.referee.note(store, this.graph.receipts, () => this.graph.tick());
    await store.close();
  }

  /** How much waits in the store. */
  async backlog(): Promise<number> {
    const response = await fetch(`${this.server.url}/readyz`);
    const { backlog } = ready.parse(await response.json());
    return Object.values(backlog).reduce((sum, count) => sum + count, 0);
  }

  /** Waits until nothing is left to do, stops the server as a service manager does, and judges. */
  async finish(): Promise<Verdict> {
    this.post(this.crowd.takeLate());
    const breaches = await this.#settle();
    const store = await this.#openStore();
    try {
      const verdict = await this.referee.judge({
        store,
        people: this.crowd.people,
        deeds: this.crowd.deeds,
        bodies: this.#bodies,
        receipts: this.graph.receipts,
        unanswered: this.server.unanswered,
      });
      return {
        ...verdict,
        breaches: [...breaches, ...this.server.failures, ...verdict.breaches],
      };
    } finally {
      await store.close();
    }
  }

  async #settle(): Promise<string[]> {
    const end = Date.now() + SETTLE_MS;
    for (;;) {
      await this.feeder.finish();
      const isQuiet = this.#echoes.waiting === 0;
      const backlog = await this.backlog();
      if (isQuiet && backlog === 0) break;
      if (Date.now() > end) return [`${backlog} still wait`];
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    this.#echoes.stop();
    const code = await this.server.stop();
    return code === 0 ? [] : [`it stopped with ${code ?? 'a signal'}`];
  }
}
