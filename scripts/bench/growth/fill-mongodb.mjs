// One transaction a turn would take hours on a slow MongoDB: rows as the engine makes them, in bulk.
import { createConnection } from 'mongoose';
import { deliveryOf } from '../../../src/domain/outbox.ts';
import { isOpen } from '../../../src/domain/handoff.ts';
import { schedule } from '../../../src/store/mongo/lanes.ts';
import { createModels } from '../../../src/store/mongo/models.ts';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import * as rows from '../../../src/store/mongo/rows.ts';
import { systemClock } from '../../../src/assembly/system.ts';

export async function openFiller(uri) {
  const store = await openMongoStore({ uri, clock: systemClock });
  const connection = await createConnection(uri).asPromise();
  const models = createModels(connection);
  const insert = async (model, documents) => {
    if (documents.length === 0) return;
    await model.collection.insertMany(documents, { ordered: false, writeConcern: { w: 1 } });
  };
  return {
    store,
    batch: 300,
    async add(pasts) {
      const all = (of) => pasts.flatMap(of);
      await Promise.all([
        insert(
          models.conversations,
          pasts.map(({ conversation }) => rows.conversationRow(conversation)),
        ),
        insert(models.messages, all(settledLines).map(rows.messageRow)),
        insert(
          models.outbox,
          all(({ outbox }) => outbox).map(({ message, outcome }) => ({
            ...rows.outboxRow({ ...message, attempts: 1 }),
            status: outcome.status,
          })),
        ),
        insert(
          models.intake,
          all(({ events }) => events).map((event) => ({
            ...rows.intakeRow(event),
            done: true,
            doc: '',
          })),
        ),
        insert(models.cases, all(({ cases }) => cases).map(rows.caseRow)),
        insert(models.liveEvents, all(({ live }) => live).map(rows.liveEventRow)),
        insert(
          models.handoffs,
          all(({ handoffs }) => handoffs).map((doc) => ({
            _id: doc.id,
            conversationId: doc.conversationId,
            open: isOpen(doc),
            doc,
          })),
        ),
        insert(
          models.evidence,
          all(({ evidence }) => evidence).map((doc) => ({
            _id: doc.id,
            conversationId: doc.conversationId,
            reference: doc.reference,
            doc,
          })),
        ),
        insert(
          models.unanswered,
          all(({ unanswered }) => unanswered).map((doc) => ({ _id: doc.id, doc })),
        ),
        models.lanes.bulkWrite(
          all(({ conversation: { id } }) => [
            schedule('intake', id, null),
            schedule('outbox', id, null),
          ]),
          { ordered: false },
        ),
      ]);
    },
    async close() {
      await connection.close();
      await store.close();
    },
  };
}

/** The lines with what became of them, as deliveries leave them. */
function settledLines({ messages, outbox }) {
  const outcomes = new Map(outbox.map(({ message, outcome }) => [message.id, outcome]));
  return messages.map((line) => {
    const outcome = outcomes.get(line.id);
    return outcome === undefined ? line : { ...line, delivery: deliveryOf(outcome, 1) };
  });
}
