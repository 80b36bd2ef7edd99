import { expect } from 'chai';
import { Chance } from './chance.ts';
import { befall, GRAPH_FAULTS } from './graph-faults.ts';
import { Referee } from './referee.ts';
import { conclude } from './report.ts';
import { sizes } from './sizes.ts';
import { WildGraph } from './wild-graph.ts';
import { WireDesk } from './wire-desk.ts';

const SECOND = 1_000;
/** Longer than any wait after a first failure. */
const LONG = 120 * SECOND;
/** A message that has failed this often goes through: after six it would wait for the person. */
const MOST_FAULTS = 3;
const MOST_STEPS = 400;
const MIXES = Math.ceil(sizes.FAULT_SEEDS / 5);
/** These take the whole deadline, so they come less often. */
const SLOW = GRAPH_FAULTS.filter(({ name }) => /no answer|drip/.test(name));
const QUICK = GRAPH_FAULTS.filter((fault) => !SLOW.includes(fault));

describe('a Graph API that fails', function () {
  this.timeout(60_000 + MIXES * 8_000);
  const graph = new WildGraph();
  let desk: WireDesk;
  let people = 0;

  before(() => graph.start());
  after(() => graph.stop());
  beforeEach(async () => {
    graph.onSend = wellBehaved;
    desk = new WireDesk(graph);
    await desk.restart();
  });
  afterEach(() => desk.remove());

  const somebody = () => desk.knows(String(6_000_000 + (people += 1)));
  const textsTo = (psid: string) =>
    graph.receipts.flatMap((receipt) => (receipt.psid === psid ? receipt.text : []));
  const failOnce = (fault: (typeof GRAPH_FAULTS)[number]) => {
    graph.onSend = (send) => {
      graph.onSend = wellBehaved;
      befall(fault, send);
    };
  };

  for (const fault of GRAPH_FAULTS) {
    const { name, taken, known } = fault;
    it(`sends everything in order after: ${name}`, async () => {
      const psid = somebody();
      failOnce(fault);
      const { id } = await desk.queue(psid, 'one', 'two');
      await desk.deliverAll();
      await desk.deliverEchoes();
      desk.now += LONG;
      await desk.deliverAll();
      expect(textsTo(psid), 'once, as the echo tells').to.deep.equal(['one', 'two']);
      const statuses = (await desk.deliveries(id)).map(({ status }) => status);
      expect(statuses).to.deep.equal(['sent', 'sent']);
    });

    if (taken && !known) {
      it(`sends once more when the echo is lost too after: ${name}`, async () => {
        const psid = somebody();
        failOnce(fault);
        await desk.queue(psid, 'one', 'two');
        await desk.deliverAll();
        desk.now += 19 * SECOND;
        await desk.deliverAll();
        expect(textsTo(psid), 'while the echo may come').to.deep.equal(['one']);
        desk.now += LONG;
        await desk.deliverAll();
        expect(textsTo(psid)).to.deep.equal(['one', 'one', 'two']);
      });
    }
  }

  for (const [name, waitMs] of [
    ['190', 60 * SECOND],
    ['613', 5 * SECOND],
    ['429', 5 * SECOND],
  ] as const) {
    it(`stops the whole Page after ${name} and lets it go on by itself`, async () => {
      const [first, second] = [somebody(), somebody()];
      await desk.queue(first, 'one');
      await desk.queue(second, 'two');
      const fault = GRAPH_FAULTS.find((each) => each.name === name);
      if (fault === undefined) throw new Error(`There is no ${name}.`);
      failOnce(fault);
      await desk.deliverAll();
      desk.now += waitMs - SECOND;
      await desk.deliverAll();
      expect([...textsTo(first), ...textsTo(second)], 'before the time').to.deep.equal([]);
      desk.now += 2 * SECOND;
      await desk.deliverAll();
      desk.now += LONG;
      await desk.deliverAll();
      expect([...textsTo(first), ...textsTo(second)]).to.deep.equal(['one', 'two']);
      expect(desk.gate.stopped).to.equal(null);
    });
  }

  it('loses nothing and keeps the order in any mix of them', async () => {
    const referee = new Referee();
    const told: string[] = [];
    const breaches: string[] = [];
    const failed = new Map<string, number>();
    for (let seed = 0; seed < MIXES; seed += 1) {
      const chance = new Chance(seed);
      const psids = [somebody(), somebody(), somebody()];
      told.push(...psids);
      graph.onSend = (send) => {
        const { stopped } = desk.gate;
        if (stopped !== null && desk.now < stopped.until)
          breaches.push(`seed ${seed}: not stopped`);
        const times = failed.get(send.metadata) ?? 0;
        if (times >= MOST_FAULTS || chance.happens(0.5)) return wellBehaved(send);
        failed.set(send.metadata, times + 1);
        befall(chance.pick(chance.happens(0.1) ? SLOW : QUICK), send);
      };
      let steps = 0;
      for (; steps < MOST_STEPS; steps += 1) {
        if (steps < 4) await desk.queue(chance.pick(psids), `${seed}.${steps}`);
        await desk.deliver();
        if (chance.happens(0.3)) desk.echoes.splice(0);
        if (chance.happens(0.5)) await desk.deliverEchoes();
        await referee.note(desk.store, graph.receipts.slice(-20), () => graph.tick());
        if (steps >= 4 && (await desk.store.backlog()).outbox === 0) break;
        desk.now += chance.below(30 * SECOND);
      }
      if (steps === MOST_STEPS) breaches.push(`seed ${seed}: messages still wait`);
    }
    const { receipts } = graph;
    const verdict = await referee.judge({
      store: desk.store,
      people: told,
      deeds: [],
      bodies: new Map(),
      receipts: receipts.filter(({ psid }) => told.includes(psid)),
    });
    conclude({
      fault: 'Graph: 500, 429, 613, 190, silence, half, drip, reset',
      tries: [...failed.values()].reduce((sum, times) => sum + times, 0),
      events: MIXES * 4,
      ...verdict,
      breaches: [...breaches, ...verdict.breaches],
    });
  });
});

function wellBehaved({ take, answer }: Parameters<WildGraph['onSend']>[0]): void {
  take();
  answer();
}
