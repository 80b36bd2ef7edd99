import type { mongo } from 'mongoose';
import { HAND_OVER_KEPT_MS } from '../../domain/hand-over.ts';
import type { Instant } from '../../domain/ids.ts';
import { RETENTION } from '../../domain/retention.ts';
import type { Breath, Swept } from '../../ports.ts';
import type { Models } from './models.ts';

/** Documents that one write may take: the disk is everybody's. */
const BATCH = 500;
const ONLY_ID = { projection: { _id: 1 } } as const;

type Name = 'intake' | 'liveEvents' | 'sessions' | 'handOvers' | 'tries' | 'viewers';
type Filter = mongo.Filter<{ _id: string }>;

/**
 * Drops what is no longer needed, in small writes. MongoDB itself drops live events and sessions too,
 * by its own clock.
 * @param breath comes behind each write; false ends the sweep
 */
export async function sweep(
  models: Models,
  now: Instant,
  breath: Breath,
): Promise<Omit<Swept, 'files'>> {
  const { intake, handOverItems } = models;
  let goesOn = true;
  const all = async (name: Name, filter: Filter, write: (ids: string[]) => Promise<number>) => {
    const rows = collection(models, name);
    for (let total = 0; ;) {
      const found = goesOn ? await rows.find(filter, { limit: BATCH, ...ONLY_ID }).toArray() : [];
      const ids = found.map(({ _id }) => _id);
      if (ids.length > 0) {
        total += await write(ids);
        goesOn = await breath();
      }
      if (ids.length < BATCH) return total;
    }
  };
  const deleted = async (name: Name, ids: string[]) => {
    const { deletedCount } = await collection(models, name).deleteMany({ _id: { $in: ids } });
    return deletedCount;
  };
  const drop = (name: Name, filter: Filter) => all(name, filter, (ids) => deleted(name, ids));
  const blank = async (ids: string[]) => {
    const { modifiedCount } = await intake.updateMany({ _id: { $in: ids } }, { $set: { doc: '' } });
    return modifiedCount;
  };
  return {
    bodies: await all(
      'intake',
      { done: true, doc: { $gt: '' }, receivedAt: { $lt: now - RETENTION.idleBodyMs } },
      blank,
    ),
    keys: await drop('intake', {
      done: true,
      receivedAt: { $lt: now - RETENTION.intakeKeyMs },
    }),
    liveEvents: await drop('liveEvents', { at: { $lt: new Date(now - RETENTION.liveEventMs) } }),
    sessions: await drop('sessions', { expires: { $lt: new Date(now) } }),
    handOvers: await all('handOvers', { at: { $lt: now - HAND_OVER_KEPT_MS } }, async (ids) => {
      await handOverItems.deleteMany({ handOver: { $in: ids } });
      return deleted('handOvers', ids);
    }),
    tries: await drop('tries', { until: { $lte: now } }),
    viewers: await drop('viewers', { until: { $lte: now } }),
  };
}

function collection(models: Models, name: Name) {
  const { db, collection } = models[name];
  return db.collection<{ _id: string }>(collection.name);
}
