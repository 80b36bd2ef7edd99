import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { readFlows } from '../../src/dialog/read-flows.ts';
import { quantile, rowOf, type Row } from '../../scripts/bench/webhook/figures.mjs';
import { echoedNumbers, SCENARIOS, words } from '../../scripts/bench/webhook/talk.mjs';
import { verdicts } from '../../scripts/bench/webhook/verdict.mjs';

const setting = { load: 'closed', scenario: 'echo', delayMs: 0, people: 100 } as const;

function row(system: string, ms: number, changes: Partial<Row> = {}): Row {
  const spread = { p50: ms, p95: ms, p99: ms };
  const figures = { ack: spread, reply: spread, cpuMs: ms, residentMb: 100, others: 0 };
  const counts = { events: 100, perSecond: 500, wrong: 0, lost: 0, joined: 0 };
  return { system, ...setting, ...figures, ...counts, ...changes };
}

describe('the figures of the webhook benchmark', () => {
  it('takes a quantile by nearest rank, and none of nothing', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([0.5, 0.95, 0.99].map((share) => quantile(values, share))).to.deep.equal([50, 95, 99]);
    expect(quantile([7], 0.5)).to.equal(7);
    expect(quantile([], 0.5)).to.equal(null);
  });

  it('counts what was never answered against the rate and the time of the processor', () => {
    const answered = { ack: 2, reply: 5, wrong: false };
    const lost = { ack: 2, reply: null, wrong: false };
    const measured = rowOf(
      { system: 'sqlite', ...setting },
      { results: [answered, answered, lost], elapsedMs: 500, cpuMs: 6, residentMb: 100, others: 0 },
    );
    expect(measured).to.include({
      events: 3,
      perSecond: 4,
      cpuMs: 3,
      lost: 1,
      wrong: 0,
      joined: 0,
    });
    expect(measured.ack).to.deep.equal({ p50: 2, p95: null, p99: null });
  });

  it('gives a p95 from 20 answers on, and a p99 from 100', () => {
    const replies = (count: number) => {
      const results = Array.from({ length: count }, () => ({ ack: 1, reply: 5, wrong: false }));
      const load = { results, elapsedMs: 1, cpuMs: 1, residentMb: 1, others: 0 };
      return rowOf({ system: 'bare', ...setting }, load).reply;
    };
    expect(replies(1)).to.deep.equal({ p50: null, p95: null, p99: null });
    expect(replies(19).p95).to.equal(null);
    expect(replies(20)).to.deep.equal({ p50: 5, p95: 5, p99: null });
    expect(replies(100).p99).to.equal(5);
  });

  it('tells messages that were answered together from answers of their own', () => {
    const results = [1, 2, 3].map(() => ({ ack: 1, reply: 9, wrong: false }));
    const load = {
      results,
      elapsedMs: 100,
      tookMs: 300,
      cpuMs: 3,
      residentMb: 1,
      others: 0,
      replies: 2,
    };
    expect(rowOf({ system: 'sqlite', ...setting }, load)).to.include({ joined: 1, perSecond: 10 });
  });
});

describe('the verdict of the webhook benchmark', () => {
  it('is met only when every setting and every peer is beaten', () => {
    const slow = { delayMs: 100 };
    const rows = [
      row('sqlite', 10),
      row('sqlite', 10, slow),
      row('botkit', 20),
      row('bottender', 12),
      row('bare', 30),
      row('bottender', 9, slow),
    ];
    const [ack, reply, cpu] = verdicts(rows, ['sqlite']);
    expect(ack).to.include({ met: false, settings: '3 of 4' });
    expect(ack?.worst).to.contain('100 ms, 100 people, bottender: 10.0 (aim 9.0)');
    expect(reply).to.include({ met: false, settings: '1 of 2' });
    expect(cpu).to.include({ met: true, settings: '2 of 2' });
  });

  it('says nothing of what was not measured', () => {
    expect(verdicts([row('sqlite', 10)], ['sqlite', 'mongodb'])).to.deep.equal([]);
  });

  it('wants at least the sustained rate', () => {
    const sustained = (perSecond: number) =>
      verdicts([row('mongodb', 1, { load: 'sustained', perSecond })], ['mongodb']);
    expect(sustained(400)[0]?.met).to.equal(true);
    expect(sustained(399)[0]?.met).to.equal(false);
  });
});

describe('the talks of the webhook benchmark', () => {
  it('stand in the dialog files word for word as the peers say them', () => {
    const places = ['dialogs', 'scripts/bench/webhook/dialogs'];
    const read = readFlows(
      places.flatMap((folder) =>
        readdirSync(folder)
          .filter((name) => name.endsWith('.yml'))
          .map((name) => ({
            path: `${folder}/${name}`,
            text: readFileSync(`${folder}/${name}`, 'utf8'),
          })),
      ),
    );
    if (read.status === 'invalid') throw new Error(JSON.stringify(read.problems));
    const thai = (flow: string, text: string) =>
      read.flows.find(({ id }) => id === flow)?.texts[text]?.th[0];
    expect(thai('echo', 'echo')).to.equal(`${words['echo'] ?? ''} {{story}}`);
    expect(thai('report', 'ask_name')).to.equal(words['askName']);
    expect(thai('report', 'ask_amount')).to.equal(words['askAmount']);
    expect(thai('report', 'ask_story')).to.equal(words['askStory']);
    expect(thai('report', 'summary')?.startsWith(words['summary'] ?? '-')).to.equal(true);
  });

  it('finds every message that an answer says back', () => {
    const [one, two] = [SCENARIOS.echo(1, 0), SCENARIOS.echo(1, 11)];
    expect(echoedNumbers(one.answer)).to.deep.equal([1]);
    expect(echoedNumbers(`${one.answer}\n${two.text}`)).to.deep.equal([1, 12]);
    expect(echoedNumbers(words['askName'] ?? '')).to.deep.equal([]);
  });
});
