import { HAND_OVER_KEPT_MS } from '../../domain/hand-over.ts';
import type { Instant } from '../../domain/ids.ts';
import { RETENTION } from '../../domain/retention.ts';
import type { Swept } from '../../ports.ts';
import type { Models } from './models.ts';

/** Drops what is no longer needed. MongoDB itself drops live events and sessions too, by its own clock. */
export async function sweep(models: Models, now: Instant): Promise<Omit<Swept, 'files'>> {
  const { intake, liveEvents, sessions, tries } = models;
  const bodies = await intake.updateMany(
    { done: true, doc: { $gt: '' }, receivedAt: { $lt: now - RETENTION.idleBodyMs } },
    { $set: { doc: '' } },
  );
  const keys = await intake.deleteMany({
    done: true,
    receivedAt: { $lt: now - RETENTION.intakeKeyMs },
  });
  const old = await liveEvents.deleteMany({ at: { $lt: new Date(now - RETENTION.liveEventMs) } });
  const ended = await sessions.deleteMany({ expires: { $lt: new Date(now) } });
  const notes = { at: { $lt: now - HAND_OVER_KEPT_MS } };
  const handOvers = (await models.handOvers.find(notes, { _id: 1 }).lean()).map(({ _id }) => _id);
  await models.handOverItems.deleteMany({ handOver: { $in: handOvers } });
  await models.handOvers.deleteMany({ _id: { $in: handOvers } });
  const past = await tries.deleteMany({ until: { $lte: now } });
  const gone = await models.viewers.deleteMany({ until: { $lte: now } });
  return {
    handOvers: handOvers.length,
    bodies: bodies.modifiedCount,
    keys: keys.deletedCount,
    liveEvents: old.deletedCount,
    sessions: ended.deletedCount,
    tries: past.deletedCount,
    viewers: gone.deletedCount,
  };
}
