import { expect } from 'chai';
import { startOwnMongo, type OwnMongo } from '../../../scripts/lib/own-mongod.mjs';
import { aLiveEvent, aPerson } from '../../contracts/samples.ts';
import { DeskServer } from '../../fakes/desk-server.ts';

const SECOND = 1_000;
/** On a machine with much else to do a MongoDB under Wine takes a minute to start. */
const OVER_MS = 240 * SECOND;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('a server whose MongoDB is in trouble', function () {
  this.timeout(600 * SECOND);
  const desk = new DeskServer();
  const heard: string[] = [];
  let mongo: OwnMongo;
  let people = 0;

  before(async () => {
    mongo = await startOwnMongo();
    await desk.start({ MONGODB_URI: mongo.uri('trouble') });
    desk.running.store.onLiveEvent(({ id }) => heard.push(id));
  });
  after(async () => {
    await desk.stop();
    await mongo.stop();
  });

  /** Posts a message as Facebook does: again, until it is acknowledged. */
  const write = async (): Promise<{ psid: string; statuses: number[] }> => {
    people += 1;
    const psid = String(7_000 + people);
    const message = desk.message(psid, { text: 'สวัสดีค่ะ' });
    const statuses: number[] = [];
    for (const end = Date.now() + OVER_MS; Date.now() < end;) {
      const { status } = await desk.post([message]);
      statuses.push(status);
      if (status === 200) return { psid, statuses };
      await pause(250);
    }
    throw new Error(`It was not acknowledged in time: ${statuses.join(' ')}`);
  };
  /** Stores a live event, with a new one when that fails. */
  const tell = async (): Promise<string> => {
    for (const end = Date.now() + OVER_MS; Date.now() < end;) {
      const event = aLiveEvent(aPerson());
      const stored = await desk.running.store.commit({ live: [event] }).then(
        () => true,
        () => false,
      );
      if (stored) return event.id;
      await pause(250);
    }
    throw new Error('Nothing could be stored in time.');
  };
  const told = (ids: readonly string[]) => heard.filter((id) => ids.includes(id)).toSorted();

  const survives = async (trouble: () => Promise<void>) => {
    const ids = [await tell()];
    const written = [await write()];
    const over = trouble();
    // While the server is away, and while it comes back.
    const [first, event] = await Promise.all([write(), tell(), over]);
    written.push(first, await write());
    ids.push(event, await tell());
    await desk.until(() => told(ids).length >= ids.length, OVER_MS);
    expect(told(ids), 'no live event is missed, none comes twice').to.deep.equal(ids.toSorted());
    for (const { psid, statuses } of written) {
      await desk.until(() => desk.of(psid).length > 0, OVER_MS);
      expect(new Set([...statuses, 200, 500])).to.deep.equal(new Set([200, 500]));
    }
    await desk.until(async () => {
      const { intake, outbox } = await desk.running.store.backlog();
      return intake + outbox === 0;
    }, OVER_MS);
    for (const { psid } of written) {
      const texts = desk.of(psid).map(({ text }) => text);
      expect(texts, 'every message is answered, and once').to.have.length(new Set(texts).size);
    }
    await desk.running.store.check();
  };

  it('goes on by itself after the primary has stepped down, and has lost nothing', () =>
    survives(async () => {
      await mongo.stepDown(3);
    }));

  it('goes on by itself after the primary stood still for some seconds', () =>
    survives(async () => {
      mongo.pause();
      await pause(6 * SECOND);
      mongo.resume();
    }));

  it('goes on by itself after MongoDB was killed and started again', () =>
    survives(async () => {
      await mongo.kill();
      await pause(2 * SECOND);
      await mongo.restart();
    }));
});
