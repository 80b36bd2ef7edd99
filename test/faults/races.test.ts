import { claim, release } from '../../src/conversation/agent/agent-actions.ts';
import { reply } from '../../src/conversation/agent/reply.ts';
import { takeNextTurn } from '../../src/conversation/turn/take-turn.ts';
import type { ThreadMessage } from '../../src/domain/message.ts';
import type { Store } from '../../src/ports.ts';
import { interleaveContract } from '../contracts/interleave.contract.ts';
import { raceContract } from '../contracts/race.contract.ts';
import { Chance } from './chance.ts';
import { handoverBreaches } from './handover-rules.ts';
import { Interleaver } from './interleaver.ts';
import { AGENTS, RaceDesk } from './race-desk.ts';
import { conclude, record } from './report.ts';
import { sizes } from './sizes.ts';
import { turnTools } from './turn-tools.ts';

const MINUTE = 60_000;
/** Longer than the lease of a turn. */
const LEASE_OVER = 10 * MINUTE;
const ENGINE = sizes.FAULT_ENGINE === 'mongo' ? 'MongoDB' : 'SQLite';
/** Each call to MongoDB is a round trip. */
const SEEDS =
  sizes.FAULT_ENGINE === 'mongo' ? Math.ceil(sizes.FAULT_SEEDS / 20) : sizes.FAULT_SEEDS;
const WORDS = ['สวัสดีค่ะ', 'สั่งของแล้วไม่ได้ของ โอนไป 900 บาท', 'เสื้อยืด 3 ตัว', 'ข้าม', 'ขอคุยกับเจ้าหน้าที่ค่ะ'];

describe(`races on ${ENGINE}`, function () {
  this.timeout(120_000 + SEEDS * 2_000);
  let desk: RaceDesk;
  beforeEach(async () => {
    desk = new RaceDesk();
    await desk.open();
  });
  afterEach(() => desk.close());

  const worker = async (store: Store) => {
    const { clock, ids, log } = desk;
    const tools = turnTools({ store, clock, ids, log });
    for (let turns = 0; turns < 3; turns += 1) await takeNextTurn(tools);
  };
  const drain = async () => {
    desk.now += LEASE_OVER;
    while (await takeNextTurn(turnTools(desk)));
  };
  const threadOf = (id: ReturnType<RaceDesk['person']>['id']) =>
    desk.store.messages(id, { before: null, limit: 1_000 });

  describe('of the store’s own', () => {
    const engine = {
      name: ENGINE,
      store: () => desk.store,
      dump: () => Promise.reject(new Error('not used')),
      reopen: () => Promise.reject(new Error('No race opens the store again.')),
    };
    raceContract(engine, SEEDS);
    interleaveContract(engine, SEEDS);
    afterEach(function () {
      const { currentTest } = this;
      const breaches = currentTest?.state === 'passed' ? [] : [currentTest?.err?.message ?? '?'];
      const fault = `store: ${currentTest?.title ?? ''}`.slice(0, 60);
      record({ fault, tries: SEEDS, events: SEEDS, lost: 0, doubled: 0, disordered: 0, breaches });
    });
  });

  it('lets two workers take each turn once, whoever dies and however late they are', async () => {
    const breaches: string[] = [];
    let lost = 0;
    let events = 0;
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const chance = new Chance(seed);
      const { psid, id } = desk.person();
      const mids = await desk.hears(desk.store, psid, ...texts(chance, 3));
      const passTime = () => {
        if (chance.happens(0.1)) desk.now += chance.below(4 * MINUTE);
      };
      desk.turns.length = 0;
      await new Interleaver(desk.store, chance, passTime).run([
        { act: worker, mayDie: true },
        { act: worker, mayDie: true },
        {
          act: async (store) => mids.push(...(await desk.hears(store, psid, ...texts(chance, 2)))),
        },
        {
          act: async (store) => mids.push(...(await desk.hears(store, psid, ...texts(chance, 2)))),
        },
      ]);
      await drain();
      const thread = await threadOf(id);
      const said = midsOf(thread);
      events += mids.length;
      lost += mids.filter((mid) => !said.includes(mid)).length;
      if (said.toSorted().join() !== mids.toSorted().join())
        breaches.push(`seed ${seed}: ${said.join()}`);
      const replies = thread.filter(({ author }) => author.kind === 'bot').length;
      const told = desk.turns.reduce((sum, turn) => sum + turn.replies, 0);
      if (replies !== told) breaches.push(`seed ${seed}: ${replies} replies, ${told} committed`);
    }
    conclude({
      fault: `two workers race for one conversation, ${ENGINE}`,
      tries: SEEDS,
      events,
      lost,
      doubled: 0,
      disordered: 0,
      breaches: [...breaches, ...desk.errors],
    });
  });

  it('lets no bot line follow a handover, and gives a conversation to one agent', async () => {
    const breaches: string[] = [];
    let events = 0;
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const chance = new Chance(seed);
      const { psid, id } = desk.person();
      await desk.hears(desk.store, psid, 'สวัสดีค่ะ');
      await drain();
      const mids = await desk.hears(desk.store, psid, ...texts(chance, 3));
      const won: string[] = [];
      const agent = (n: number) => async (store: Store) => {
        const actor = AGENTS[n];
        if (actor === undefined) return;
        const { clock, ids } = desk;
        const tools = { store, clock, ids, humanAgentGranted: false, undoMs: 0 };
        const claimed = await claim(tools, actor, id);
        if (claimed.status !== 'ok') return;
        won.push(actor.name);
        await reply(tools, actor, id, 'เจ้าหน้าที่รับเรื่องแล้วค่ะ');
        if (chance.happens(0.3)) await release(tools, actor, id, { resolved: false });
      };
      await new Interleaver(desk.store, chance).run([
        { act: worker },
        { act: agent(0) },
        { act: agent(1) },
        {
          act: async (store) => mids.push(...(await desk.hears(store, psid, ...texts(chance, 2)))),
        },
      ]);
      await drain();
      const thread = await threadOf(id);
      events += mids.length;
      breaches.push(...handoverBreaches(thread).map((breach) => `seed ${seed}: ${breach}`));
      if (won.length === 0) breaches.push(`seed ${seed}: nobody got it`);
      const said = midsOf(thread);
      if (mids.some((mid) => !said.includes(mid))) breaches.push(`seed ${seed}: something is lost`);
    }
    conclude({
      fault: `the bot's answer races two agents' claims, ${ENGINE}`,
      tries: SEEDS,
      events,
      lost: 0,
      doubled: 0,
      disordered: 0,
      breaches: [...breaches, ...desk.errors],
    });
  });
});

function texts(chance: Chance, most: number): string[] {
  return Array.from({ length: 1 + chance.below(most) }, () => chance.pick(WORDS));
}

function midsOf(thread: readonly ThreadMessage[]): string[] {
  return thread.flatMap((line) => (line.direction === 'in' ? (line.mid ?? []) : []));
}
