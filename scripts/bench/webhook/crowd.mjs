// People who write to the webhook as Facebook delivers it, and wait for what is sent to them.
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { PAGE, SECRET, textFrom } from '../server.mjs';
import { SCENARIOS } from './talk.mjs';

/** Nobody answers faster. Some bots note what they have asked only after the question has been sent. */
const THINKING_MS = 5;
/** Nobody waits longer for an answer. */
const PATIENCE_MS = 10_000;
let lastPsid = 700_000_000;

/** @returns the people of one system; `say` and `take` are what the loads are made of */
export function createCrowd({ url, graph }) {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const waiting = new Map();
  const free = [];
  let sent = 0;

  /** From now on what arrives at the Graph API goes to `hear`, or to whoever of these people waits. */
  function attend(hear = (psid, text, at) => waiting.get(psid)?.arrived(text, at)) {
    graph.onMessage = hear;
    graph.onSeen = (psid) => waiting.get(psid)?.seen();
  }

  /** Posts one message. @returns the moment of the 200, or null when there was none */
  function post(psid, text) {
    sent += 1;
    return postSigned(agent, url, bodyOf(textFrom(psid, text, `m_${psid}_${sent}`)));
  }

  /**
   * One message and its answer. It is over when the webhook is acknowledged and the answer can be
   * read, that is a moment after the Graph API has answered the sender.
   * @returns ack and reply in ms from the post; null for what never came
   */
  async function say(psid, { text, answer }) {
    let reply = null;
    let wrong = false;
    const began = performance.now();
    const seen = new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MS);
      waiting.set(psid, {
        arrived(said, at) {
          if (reply !== null) return;
          reply = at - began;
          wrong = said !== answer;
        },
        seen() {
          clearTimeout(timer);
          setTimeout(resolve, THINKING_MS);
        },
      });
    });
    const [acked] = await Promise.all([post(psid, text), seen]);
    waiting.delete(psid);
    return { ack: acked === null ? null : acked - began, reply, wrong };
  }

  /** People who have written before and are in the middle of nothing. Their number is their order. */
  async function take(count) {
    const missing = Math.max(0, count - free.length);
    const newcomers = Array.from({ length: missing }, newcomer);
    await inTens(newcomers, ({ psid, number }) => say(psid, SCENARIOS.echo(number, 0)));
    free.push(...newcomers);
    return free.splice(0, count);
  }

  /** @param {{psid: string, number: number, turn: number}} person is free for another talk */
  function giveBack(person) {
    // A dialog has four messages and begins anew.
    free.push({ ...person, turn: Math.ceil(person.turn / 4) * 4 });
  }

  return {
    post,
    say,
    take,
    newcomer,
    giveBack,
    attend,
    close: () => agent.destroy(),
  };
}

/** Somebody who has never written. */
function newcomer() {
  lastPsid += 1;
  return { psid: String(lastPsid), number: lastPsid % 9_000, turn: 0 };
}

async function inTens(items, work) {
  for (let at = 0; at < items.length; at += 10) {
    await Promise.all(items.slice(at, at + 10).map(work));
  }
}

/** As Facebook writes it: everything beyond ASCII escaped. */
function bodyOf(item) {
  const body = { object: 'page', entry: [{ id: PAGE, time: Date.now(), messaging: [item] }] };
  return JSON.stringify(body).replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function postSigned(agent, url, body) {
  const sign = (algorithm) =>
    `${algorithm}=${createHmac(algorithm, SECRET).update(body).digest('hex')}`;
  return new Promise((resolve) => {
    const call = request(`${url}/webhook`, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        'x-hub-signature': sign('sha1'),
        'x-hub-signature-256': sign('sha256'),
      },
    });
    call.setTimeout(PATIENCE_MS, () => call.destroy());
    call.on('error', () => resolve(null));
    call.on('response', (response) => {
      const at = performance.now();
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200 ? at : null));
      response.on('error', () => resolve(null));
    });
    call.end(body);
  });
}
