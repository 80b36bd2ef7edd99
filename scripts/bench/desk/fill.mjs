// Fills one store with a past, the staff and the conversations that they hold, and tells them as a line
// of JSON. Run with `--import tsx`: it writes through the engine's own code.
import { newConversation } from '../../../src/domain/conversation.ts';
import { hashPassword } from '../../../src/http/sessions.ts';
import { conversationOf } from '../../../src/messenger/events.ts';
import { PAGE, pasts } from '../growth/past.mjs';

const PASSWORD = 'a-long-password';
const LINES = 10;
const [engine, place, size, agents, open] = process.argv.slice(2);
const { openFiller } = await import(`../growth/fill-${engine}.mjs`);
const filler = await openFiller(place);
const now = Date.now();

const passwordHash = await hashPassword(PASSWORD);
const staff = Array.from({ length: Number(agents) }, (_, index) => ({
  id: `agent-${index}`,
  username: `agent${index}`,
  name: `เจ้าหน้าที่ ${index}`,
}));
for (const member of staff) {
  const more = { role: 'agent', passwordHash, disabledAt: null, createdAt: now };
  await filler.store.addStaff({ ...member, ...more });
}
await add(pasts({ lines: Number(size), now, staff: 'agent-past' }));
const held = Array.from({ length: Number(open) }, (_, index) =>
  heldBy(staff[index % staff.length], index),
);
await add(held);
await filler.close();
const told = held.map(({ conversation: { id, psid } }, index) => ({
  id,
  psid,
  agent: index % staff.length,
}));
console.log(
  JSON.stringify({ password: PASSWORD, agents: staff.map((one) => one.username), open: told }),
);

async function add(all) {
  let batch = [];
  for (const past of all) {
    batch.push(past);
    if (batch.length < filler.batch) continue;
    await filler.add(batch);
    batch = [];
  }
  await filler.add(batch);
}

function heldBy({ id: staffId, name }, index) {
  const psid = String(90_000_000 + index);
  const id = conversationOf(PAGE, psid);
  const handoffId = `9-${index}`;
  const at = now - 60_000;
  const messages = Array.from({ length: LINES }, (_, place) => ({
    id: `9-${index}-${place}`,
    conversationId: id,
    seq: place + 1,
    at: at + place,
    direction: 'in',
    author: { kind: 'consumer' },
    content: { kind: 'text', text: `ร้านยังไม่ส่งของค่ะ ${place}` },
    mid: `m_9_${index}_${place}`,
  }));
  const [first] = messages;
  const event = {
    id: `9-${index}-e`,
    key: `message:${first.mid}`,
    kind: 'utterance',
    conversationId: id,
    pageId: PAGE,
    psid,
    at,
    receivedAt: at,
    raw: { message: { mid: first.mid, text: first.content.text } },
  };
  return {
    conversation: {
      ...newConversation(id, PAGE, psid, at),
      version: 1,
      control: { holder: 'agent', staffId, name, handoffId, since: at },
      name: `คุณ ${index}`,
      problemType: 'not_received',
      windowOpenedAt: now,
      lastMessage: { from: 'consumer', text: messages.at(-1).content.text, at: at + LINES },
      messageCount: LINES,
      updatedAt: at + LINES,
    },
    messages,
    outbox: [],
    events: [event],
    cases: [],
    handoffs: [
      {
        id: handoffId,
        conversationId: id,
        reason: 'asked_for_human',
        reference: null,
        requestedAt: at,
        status: 'assigned',
        staffId,
        assignedAt: at,
      },
    ],
    evidence: [],
    unanswered: [],
    live: [],
  };
}
