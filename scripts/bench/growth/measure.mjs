// What is measured on each size of the store: over HTTP, as Facebook and the desk ask.
import { textFrom } from '../server.mjs';

/** Signs in and returns the measurements: each does one thing once and resolves with its milliseconds. */
export async function measurements({ server, graph, told, chance }) {
  const cookie = await signIn(server.url, told.password);
  const get = async (path) => {
    const from = performance.now();
    const response = await fetch(`${server.url}${path}`, { headers: { cookie } });
    const body = await response.text();
    const took = performance.now() - from;
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}.`);
    return { took, body };
  };
  const one = (list) => list[Math.floor(chance() * list.length)];
  const list = (query) => async () => [(await get(`/api/conversations?${query}`)).took];
  const found = (words) => async () => {
    const q = words();
    const { took, body } = await get(`/api/conversations?q=${encodeURIComponent(q)}`);
    if (JSON.parse(body).items.length === 0) throw new Error('A search found nothing.');
    return [took];
  };
  return {
    /** The acknowledgement and the turn come from the same message. */
    turn: async () => {
      const psid = one(told.withBot);
      const arrival = graph.nextTo(psid);
      const from = performance.now();
      await server.post([textFrom(psid, 'ศูนย์ 1212 ติดต่อเบอร์อะไร', `m_${from}_${psid}`)]);
      const acknowledged = performance.now() - from;
      const answered = (await within(arrival, 20_000)) - from;
      await new Promise((resolve) => setTimeout(resolve, 10));
      return [acknowledged, answered];
    },
    queue: list('control=queue&resolved=false'),
    mine: list('assignee=me&resolved=false'),
    bot: list('control=bot&resolved=false'),
    all: list('resolved=false'),
    resolved: list('resolved=true'),
    thread: async () => [(await get(`/api/conversations/${one(told.long)}/messages`)).took],
    phone: found(() => one(told.phones)),
    word: found(() => 'น้องมะลิ'),
    counts: async () => [(await get('/api/conversation-counts')).took],
    backlog: async () => [(await get('/metrics')).took],
  };
}

/** The names of what each measurement tells, in the order of its figures. */
export const NAMES = {
  turn: ['webhook to 200', 'webhook to Send API call'],
  queue: ['list: queue'],
  mine: ['list: mine'],
  bot: ['list: bot'],
  all: ['list: all'],
  resolved: ['list: resolved'],
  thread: ['thread page'],
  phone: ['search: a phone number'],
  word: ['search: a word in every third line'],
  counts: ['conversation counts'],
  backlog: ['metrics with backlog'],
};

async function signIn(url, password) {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'agent', password }),
  });
  if (response.status !== 200) throw new Error(`Signing in answered ${response.status}.`);
  return response.headers
    .getSetCookie()
    .map((text) => text.split(';', 1)[0])
    .join('; ');
}

async function within(promise, ms) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('A turn was not answered in time.')), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
