// Fills one store with the past and tells, as a line of JSON, whom and what the measurements may use.
// Run with `--import tsx`: it writes through the engine's own code, so that it cannot drift from it.
import { hashPassword } from '../../../src/http/sessions.ts';
import { systemClock, systemIds } from '../../../src/assembly/system.ts';
import { pasts } from './past.mjs';

const PASSWORD = 'a-long-password';
const [engine, place, size] = process.argv.slice(2);
const lines = Number(size);
const now = Date.now();
const { openFiller } = await import(`./fill-${engine}.mjs`);
const filler = await openFiller(place);
const staff = systemIds.next();
await filler.store.addStaff({
  id: staff,
  username: 'agent',
  name: 'สมหญิง',
  role: 'agent',
  passwordHash: await hashPassword(PASSWORD),
  disabledAt: null,
  createdAt: systemClock.now(),
});
const told = { password: PASSWORD, withBot: [], long: [], phones: [], conversations: 0 };
const keep = (list, value, most = 400) => {
  if (list.length < most) list.push(value);
  else list[Math.floor(Math.random() * most)] = value;
};
let batch = [];
for (const past of pasts({ lines, now, staff })) {
  batch.push(past);
  told.conversations += 1;
  const { conversation, messages } = past;
  if (conversation.control.holder === 'bot') keep(told.withBot, conversation.psid);
  if (messages.length >= 60) keep(told.long, conversation.id);
  keep(told.phones, messages[0].content.text.slice(-10));
  if (batch.length === filler.batch) {
    await filler.add(batch);
    batch = [];
  }
}
await filler.add(batch);
await filler.close();
console.log(JSON.stringify(told));
