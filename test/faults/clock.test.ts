import { handToHuman } from '../../src/conversation/thread/hand-to-human.ts';
import { tellLater } from '../../src/conversation/news/tell-later.ts';
import { takeNextTurn } from '../../src/conversation/turn/take-turn.ts';
import { PageGate } from '../../src/delivery/page-gate.ts';
import { deliverNext } from '../../src/delivery/worker.ts';
import { ECHO_WAIT_MS } from '../../src/domain/outbox.ts';
import type { ThreadMessage } from '../../src/domain/message.ts';
import type { Store } from '../../src/ports.ts';
import { Chance } from './chance.ts';
import { Interleaver } from './interleaver.ts';
import { RaceDesk } from './race-desk.ts';
import { conclude } from './report.ts';
import { sizes } from './sizes.ts';
import { turnTools } from './turn-tools.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const ENGINE = sizes.FAULT_ENGINE === 'mongo' ? 'MongoDB' : 'SQLite';
const SEEDS = Math.ceil(sizes.FAULT_SEEDS / (sizes.FAULT_ENGINE === 'mongo' ? 50 : 5));
const MOST_ROUNDS = 200;
const WORDS = ['สวัสดีค่ะ', 'สั่งของแล้วไม่ได้ของ', 'เสื้อยืด 3 ตัว', 'ข้าม', 'เมนู'];

interface Sent {
  readonly psid: string;
  readonly metadata: string;
  /** How far the clock had been moved by then, both ways added up. */
  readonly moved: number;
}

describe(`a clock that steps back and jumps ahead, on ${ENGINE}`, function () {
  this.timeout(120_000 + SEEDS * 10_000);
  const desk = new RaceDesk();
  const sent: Sent[] = [];
  let moved = 0;
  before(() => desk.open());
  after(() => desk.close());

  const moveTo = (now: number) => {
    moved += Math.abs(now - desk.now);
    desk.now = now;
  };
  const takeTurn = (store: Store) => {
    const { clock, ids, log } = desk;
    return takeNextTurn(turnTools({ store, clock, ids, log }));
  };
  const gate = new PageGate(desk.log);
  const send = (store: Store) => {
    const { clock, ids, log } = desk;
    return deliverNext({
      store,
      gate,
      sender: {
        send: ({ psid, metadata }) => {
          sent.push({ psid, metadata, moved });
          return Promise.resolve({ mid: `m_out_${sent.length}` });
        },
        signal: () => Promise.resolve(),
        profileName: () => Promise.resolve(null),
      },
      tellLater: (id, reference) => tellLater(store, id, reference),
      handToHuman: (id, reason) => handToHuman({ store, clock, ids }, id, reason),
      clock,
      ids,
      log,
      humanAgentGranted: false,
    });
  };
  const thrice = (work: (store: Store) => Promise<unknown>) => async (store: Store) => {
    for (let times = 0; times < 3; times += 1) await work(store);
  };
  const finish = async (): Promise<boolean> => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      while ((await takeTurn(desk.store)) || (await send(desk.store)));
      const { intake, outbox, parked } = await desk.store.backlog();
      if (intake + outbox + parked === 0) return true;
      moveTo(desk.now + 30 * SECOND);
    }
    return false;
  };

  it('loses nothing, sends nothing twice in one lease, and breaks no order', async () => {
    const breaches: string[] = [];
    const start = desk.now;
    let events = 0;
    let lost = 0;
    let doubled = 0;
    let disordered = 0;
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const chance = new Chance(seed);
      const { psid, id } = desk.person();
      const mids: string[] = [];
      const write = async (store: Store) => {
        const texts = [chance.pick(WORDS), chance.pick(WORDS)];
        mids.push(...(await desk.hears(store, psid, ...texts)));
      };
      const between = () => {
        if (chance.happens(0.15)) moveTo(start + chance.below(4 * HOUR) - HOUR);
        else moveTo(desk.now + chance.below(2 * SECOND));
      };
      await new Interleaver(desk.store, chance, between).run([
        { act: thrice(takeTurn) },
        { act: thrice(takeTurn) },
        { act: thrice(send) },
        { act: thrice(send) },
        { act: thrice(write) },
      ]);
      moveTo(start + 4 * HOUR);
      if (!(await finish())) breaches.push(`seed ${seed}: something waits for ever`);
      events += mids.length;
      const thread = await desk.store.messages(id, { before: null, limit: 1_000 });
      const said = thread.flatMap((line) => (line.direction === 'in' ? (line.mid ?? []) : []));
      if (said.toSorted().join() !== mids.toSorted().join())
        breaches.push(`seed ${seed}: ${said.join()}`);
      const own = sent.filter((each) => each.psid === psid);
      const found = sendsOf(thread, own);
      lost += found.lost + mids.filter((mid) => !said.includes(mid)).length;
      doubled += found.doubled;
      disordered += found.disordered;
      breaches.push(...found.breaches.map((breach) => `seed ${seed}: ${breach}`));
    }
    conclude({
      fault: `clock steps back and jumps ahead, ${ENGINE}`,
      tries: SEEDS,
      events,
      lost,
      doubled,
      disordered,
      breaches: [...breaches, ...desk.errors],
    });
  });
});

/** Holds what was sent to one person against the thread. */
function sendsOf(thread: readonly ThreadMessage[], sent: readonly Sent[]) {
  const place = new Map<string, number>(
    thread.flatMap((line) => (line.direction === 'out' ? [[line.id, line.seq] as const] : [])),
  );
  const found = { lost: 0, doubled: 0, disordered: 0, breaches: new Array<string>() };
  sent.forEach(({ metadata, moved }, index) => {
    const [before] = sent.slice(0, index).filter((each) => each.metadata === metadata);
    if (before !== undefined) {
      found.doubled += 1;
      if (moved - before.moved < ECHO_WAIT_MS) found.breaches.push(`${metadata} was sent twice`);
    }
    const seq = place.get(metadata) ?? 0;
    if (seq < (place.get(sent[index - 1]?.metadata ?? '') ?? 0)) {
      found.disordered += 1;
      found.breaches.push(`${metadata} came behind a later one`);
    }
  });
  for (const id of place.keys()) {
    if (sent.some(({ metadata }) => metadata === id)) continue;
    found.lost += 1;
    found.breaches.push(`${id} was never sent`);
  }
  return found;
}
