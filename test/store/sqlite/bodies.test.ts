import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { systemClock, systemIds } from '../../../src/assembly/system.ts';
import { LEASE, NOW, aPerson, anEvent } from '../../contracts/samples.ts';

describe('webhook bodies in the embedded store', () => {
  const directory = mkdtempSync(join(tmpdir(), 'store-'));
  after(() => rmSync(directory, { recursive: true, force: true }));

  it('are gone with the commit of their turn; the key stays', async () => {
    const store = await openSqliteStore({ directory, ids: systemIds, clock: systemClock });
    const event = anEvent(aPerson());
    const bodies = () => store.database.all('SELECT key, doc FROM intake_events');
    await store.accept([event], NOW);
    const turn = await store.claimTurn({ now: NOW, leaseMs: LEASE });
    if (turn === null) throw new Error('Nothing was claimed.');
    expect(String(bodies()[0]?.['doc'])).to.include('สั่งของ');
    await store.commit({ turn });
    expect(bodies()).to.deep.equal([{ key: event.key, doc: '' }]);
    await store.close();
  });
});
