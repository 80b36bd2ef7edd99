import { expect } from 'chai';
import { StoreUnusableError } from '../../../src/domain/store-errors.ts';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { systemClock } from '../../../src/assembly/system.ts';
import { fakeMongo } from '../../fakes/fake-mongo.ts';

/** What the start says when it refuses. */
async function refusalOf(uri: string): Promise<string> {
  try {
    const store = await openMongoStore({ uri, clock: systemClock });
    await store.close();
  } catch (error) {
    expect(error).to.be.instanceOf(StoreUnusableError);
    if (error instanceof Error) return error.message;
  }
  throw new Error('It was opened.');
}

describe('opening MongoDB', () => {
  it('refuses a standalone server and says what to do', async () => {
    const standalone = await fakeMongo({});
    const refusal = await refusalOf(standalone.uri);
    expect(refusal).to.include('MONGODB_URI is a standalone server');
    expect(refusal).to.include('--replSet rs0');
    await standalone.stop();
  });

  it('refuses a server that is too old', async () => {
    const old = await fakeMongo({ maxWireVersion: 13, setName: 'rs0', hosts: [], me: '' });
    const refusal = await refusalOf(`${old.uri}?directConnection=true`);
    expect(refusal).to.include('6.0 or newer');
    await old.stop();
  });

  it('gives up soon where nothing answers, and keeps the password to itself', async () => {
    const began = performance.now();
    const refusal = await refusalOf('mongodb://desk:a-secret@127.0.0.1:9/desk?replicaSet=rs0');
    expect(performance.now() - began).to.be.lessThan(15_000);
    expect(refusal).to.include('cannot be reached');
    expect(refusal).to.not.include('a-secret');
  });
});
