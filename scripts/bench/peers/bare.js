// The least that is right: Express checks the signature, answers 200 at once, then sends with fetch.
// Nothing is stored, retried or kept in order.
const { createHmac, timingSafeEqual } = require('node:crypto');
const express = require('express');
const words = require('./words.json');

const {
  PORT,
  HOST,
  FACEBOOK_APP_SECRET,
  FACEBOOK_VERIFY_TOKEN,
  FACEBOOK_ACCESS_TOKEN,
  FACEBOOK_GRAPH_URL,
} = process.env;
const states = new Map();
const app = express();

app.get('/webhook', (request, response) => {
  const { query } = request;
  if (query['hub.verify_token'] === FACEBOOK_VERIFY_TOKEN)
    response.send(String(query['hub.challenge']));
  else response.sendStatus(403);
});

app.post('/webhook', express.raw({ type: () => true, limit: '2mb' }), (request, response) => {
  if (!isSigned(request)) {
    response.sendStatus(403);
    return;
  }
  response.sendStatus(200);
  for (const entry of JSON.parse(request.body).entry ?? []) {
    for (const { sender, message } of entry.messaging ?? []) {
      if (message?.text) void send(sender.id, answer(sender.id, message.text)).catch(console.error);
    }
  }
});

function isSigned(request) {
  const given = Buffer.from(request.get('x-hub-signature-256') ?? '');
  const digest = createHmac('sha256', FACEBOOK_APP_SECRET).update(request.body).digest('hex');
  const right = Buffer.from(`sha256=${digest}`);
  return given.length === right.length && timingSafeEqual(given, right);
}

function answer(psid, text) {
  const state = states.get(psid);
  if (state === undefined) {
    if (text !== words.begin) return `${words.echo} ${text}`;
    states.set(psid, {});
    return words.askName;
  }
  if (state.name === undefined) {
    state.name = text;
    return words.askAmount;
  }
  if (state.baht === undefined) {
    state.baht = Number(text.replace(/[^\d.]/g, '')).toLocaleString('en-US');
    return words.askStory;
  }
  states.delete(psid);
  return `${words.summary} ${state.name} / ${state.baht} / ${text}`;
}

async function send(psid, text) {
  const response = await fetch(`${FACEBOOK_GRAPH_URL}/v25.0/me/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${FACEBOOK_ACCESS_TOKEN}`,
    },
    body: JSON.stringify({
      recipient: { id: psid },
      messaging_type: 'RESPONSE',
      message: { text },
    }),
  });
  if (!response.ok) throw new Error(`Graph answered ${response.status}.`);
  await response.json();
}

app.listen(PORT, HOST);
