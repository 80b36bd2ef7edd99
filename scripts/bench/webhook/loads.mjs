// Two kinds of load: people who wait for their answer, and a set number of events a second.
import { busyMs } from '../server.mjs';
import { echoedNumbers, SCENARIOS } from './talk.mjs';

/**
 * So many people talk at once; each writes again when the answer can be read. It is measured once all
 * are there and connected, until `events` answers or for `ms`; whoever is being answered at the end is
 * waited for, but no longer counted.
 */
export async function closedLoop({ crowd, graph, running, scenario, delayMs, people, events, ms }) {
  crowd.attend();
  graph.delayMs = 0;
  const persons = await crowd.take(people);
  graph.delayMs = delayMs;
  const results = [];
  let measure = null;
  let end = null;
  const finish = () => (end ??= measure());
  const lead = setTimeout(() => (measure = measuring(running)), LEAD_MS);
  const timer = setTimeout(finish, LEAD_MS + ms);
  await Promise.all(
    persons.map(async (person, index) => {
      await pause((index / people) * RAMP_MS);
      return talk(person);
    }),
  );
  clearTimeout(lead);
  clearTimeout(timer);
  return { results, ...end };

  async function talk(person) {
    for (;;) {
      const said = SCENARIOS[scenario](person.number, person.turn);
      person.turn += 1;
      const result = await crowd.say(person.psid, said);
      if (measure !== null && end === null) results.push(result);
      if (results.length >= events) finish();
      const astray = result.reply === null || result.wrong;
      if (end !== null) {
        if (said.last && !astray) crowd.giveBack(person);
        return;
      }
      // Where the talk has gone wrong, nothing that follows would mean anything: somebody else goes on.
      if (astray) person = crowd.newcomer();
    }
  }
}

/**
 * `rate` echo messages a second for `ms`, whether or not the earlier ones have been answered.
 * @returns also `tookMs`, from the first message to the last answer, and how many answers there were:
 * fewer than messages where several were answered at once
 */
export async function openLoop({ crowd, graph, running, people, rate, ms }) {
  crowd.attend();
  graph.delayMs = 0;
  const persons = await crowd.take(people);
  const total = Math.round((rate * ms) / 1_000);
  const results = [];
  const awaited = new Map();
  let replies = 0;
  let allAnswered;
  const answered = new Promise((resolve) => (allAnswered = resolve));
  crowd.attend((psid, text, at) => {
    replies += 1;
    for (const number of echoedNumbers(text)) {
      const result = awaited.get(`${psid}/${number}`);
      if (result === undefined || result.reply !== null) continue;
      result.reply = at - result.began;
      awaited.delete(`${psid}/${number}`);
    }
    if (results.length === total && awaited.size === 0) allAnswered(at);
  });
  const measure = measuring(running);
  const began = performance.now();
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - began) * rate) / 1_000) + 1);
    for (; sent < due; sent += 1) write(persons[sent % people]);
    await pause(2);
  }
  const lastAt = await Promise.race([answered, pause(PATIENCE_MS)]);
  const end = measure();
  if (lastAt !== undefined) for (const person of persons) crowd.giveBack(person);
  return { results, replies, tookMs: (lastAt ?? performance.now()) - began, ...end };

  function write(person) {
    const { text } = SCENARIOS.echo(person.number, person.turn);
    person.turn += 1;
    const result = { began: performance.now(), ack: null, reply: null, wrong: false };
    results.push(result);
    awaited.set(`${person.psid}/${person.turn}`, result);
    void crowd.post(person.psid, text).then((at) => {
      if (at !== null) result.ack = at - result.began;
    });
  }
}

const PATIENCE_MS = 10_000;
/** People come one by one, and are measured a little after the last one. */
const RAMP_MS = 500;
const LEAD_MS = 800;

/** Begins to measure now. The function that it returns ends it. */
function measuring(running) {
  const cpuBefore = running.cpuMs();
  const othersBefore = othersCpuMs(running);
  const began = performance.now();
  return () => {
    const elapsedMs = performance.now() - began;
    return {
      elapsedMs,
      cpuMs: running.cpuMs() - cpuBefore,
      others: (othersCpuMs(running) - othersBefore) / elapsedMs,
      residentMb: running.residentMb(),
    };
  };
}

/** What the machine has worked for anybody but the system that is measured and this process. */
function othersCpuMs(running) {
  const { user, system } = process.cpuUsage();
  return busyMs() - running.cpuMs() - (user + system) / 1_000;
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
