// Fills one store with people who asked for a person and what became of them, and tells, as a line of
// JSON, how many there are. Run with `--import tsx`: it writes through the engine's own code.
import { createConnection } from 'mongoose';
import { newConversation } from '../../../src/domain/conversation.ts';
import { COMPLAINT_TYPES } from '../../../src/domain/problem-types.ts';
import { makeReferenceCode } from '../../../src/domain/reference-code.ts';
import { dayInBangkok, startOfDay } from '../../../src/domain/shift.ts';
import { hashPassword } from '../../../src/http/sessions.ts';
import { createModels } from '../../../src/store/mongo/models.ts';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { caseRow, conversationRow } from '../../../src/store/mongo/rows.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { systemClock, systemIds } from '../../../src/assembly/system.ts';
import { chanceOf } from '../growth/chance.mjs';

const PASSWORD = 'a-long-password';
const BATCH = 500;
const DAYS = 90;
const MEMBERS = 40;
const MINUTE = 60_000;
const [engine, place, count] = process.argv.slice(2);
const chance = chanceOf(1212);
const now = Date.now();
const from = startOfDay(dayInBangkok(now).number - DAYS + 1);
const codes = new Set();
const filler = await (engine === 'mongodb' ? mongodb(place) : sqlite(place));
await filler.store.addStaff({
  id: systemIds.next(),
  username: 'supervisor',
  name: 'สุดา',
  role: 'supervisor',
  passwordHash: await hashPassword(PASSWORD),
  disabledAt: null,
  createdAt: systemClock.now(),
});
let opened = 0;
for (let number = 0; number < Number(count); number += BATCH) {
  const batch = Array.from({ length: Math.min(BATCH, Number(count) - number) }, (_, index) =>
    invent(number + index),
  );
  opened += batch.filter(({ record }) => record !== null).length;
  await filler.add(batch);
}
await filler.close();
console.log(JSON.stringify({ password: PASSWORD, requested: Number(count), opened }));

function invent(number) {
  const at = Math.floor(from + chance() * (now - from));
  const psid = String(30_000_000 + number);
  const id = `1212:${psid}`;
  const handoff = handoffOf(number, id, at);
  const reference = chance() < 0.4 ? referenceFor(at) : null;
  const conversation = {
    ...newConversation(id, '1212', psid, at),
    version: 1,
    control: controlOf(handoff),
    caseReferences: reference === null ? [] : [reference],
    windowOpenedAt: at,
    updatedAt: at,
  };
  return { conversation, handoff, record: reference === null ? null : caseOf(reference, id, at) };
}

/** Most were answered within the promise and resolved; a few still wait or are being helped. */
function handoffOf(number, conversationId, requestedAt) {
  const base = {
    id: `0-${String(number).padStart(8, '0')}-h`,
    conversationId,
    reason: 'asked_for_human',
    reference: null,
    requestedAt,
  };
  const taken = requestedAt + Math.floor(chance() ** 3 * 60 * MINUTE);
  const answeredAt = taken + Math.floor(chance() * 3 * MINUTE);
  const ended = answeredAt + Math.floor(chance() ** 2 * 90 * MINUTE);
  const staffId = `member-${Math.floor(chance() * MEMBERS)}`;
  if (taken > now) return { ...base, status: 'pending' };
  if (chance() < 0.03) return { ...base, status: 'cancelled', cancelledAt: taken };
  const held = { ...base, staffId, firstAssignedAt: taken, answeredAt };
  return ended > now
    ? { ...held, status: 'assigned', assignedAt: taken }
    : { ...held, status: 'resolved', resolvedAt: ended };
}

function controlOf({ status, id, requestedAt, staffId }) {
  if (status === 'pending') return { holder: 'queue', handoffId: id, since: requestedAt };
  if (status !== 'assigned') return { holder: 'bot' };
  return { holder: 'agent', staffId, name: 'สมหญิง', handoffId: id, since: requestedAt };
}

function caseOf(reference, conversationId, at) {
  return {
    reference,
    version: 1,
    type: COMPLAINT_TYPES[Math.floor(chance() ** 2 * COMPLAINT_TYPES.length)],
    status: 'received',
    holder: '1212',
    urgent: false,
    language: 'th',
    facts: {},
    parties: [],
    conversations: [conversationId],
    secretHash: 'f'.repeat(64),
    history: [{ at, status: 'received', holder: '1212', by: 'bot' }],
    createdAt: at,
    updatedAt: at,
  };
}

/** So many cases in a month may get the same code twice: the server would draw again. */
function referenceFor(at) {
  for (;;) {
    const reference = makeReferenceCode(at, chance);
    if (codes.has(reference)) continue;
    codes.add(reference);
    return reference;
  }
}

async function sqlite(directory) {
  const store = await openSqliteStore({ directory, ids: systemIds, clock: systemClock });
  return {
    store,
    async add(batch) {
      const results = await Promise.all(
        batch.map(({ conversation, handoff, record }) =>
          store.commit({
            conversation: { expectedVersion: 0, next: conversation },
            handoffs: [handoff],
            cases: record === null ? [] : [{ expectedVersion: null, next: record }],
          }),
        ),
      );
      const refused = results.find(({ status }) => status !== 'committed');
      if (refused !== undefined) throw new Error(`A commit was refused: ${refused.on}.`);
    },
    close: () => store.close(),
  };
}

/** One transaction each would take very long on a slow MongoDB: rows as the engine makes them, in bulk. */
async function mongodb(uri) {
  const store = await openMongoStore({ uri, clock: systemClock });
  const connection = await createConnection(uri).asPromise();
  const models = createModels(connection);
  const insert = (model, rows) =>
    rows.length === 0
      ? null
      : model.collection.insertMany(rows, { ordered: false, writeConcern: { w: 1 } });
  const open = ({ status }) => status === 'pending' || status === 'assigned';
  return {
    store,
    add: (batch) =>
      Promise.all([
        insert(
          models.conversations,
          batch.map(({ conversation, handoff }) => ({
            ...conversationRow(conversation),
            staffedUntil: open(handoff)
              ? Number.MAX_SAFE_INTEGER
              : (handoff.resolvedAt ?? handoff.cancelledAt),
          })),
        ),
        insert(
          models.handoffs,
          batch.map(({ handoff }) => ({
            _id: handoff.id,
            conversationId: handoff.conversationId,
            open: open(handoff),
            doc: handoff,
          })),
        ),
        insert(
          models.cases,
          batch.flatMap(({ record }) => (record === null ? [] : [caseRow(record)])),
        ),
      ]),
    async close() {
      await connection.close();
      await store.close();
    },
  };
}
