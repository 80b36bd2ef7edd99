import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { newConversation } from '../../../src/domain/conversation.ts';
import { conversationId, messageId } from '../../../src/domain/ids.ts';
import type { OutboxMessage } from '../../../src/domain/outbox.ts';
import { Database } from '../../../src/store/sqlite/database.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { systemIds } from '../../../src/assembly/system.ts';

const ID = conversationId('1212:5001');
const LEASE = 120_000;

describe('the embedded store after its server died', () => {
  const directory = mkdtempSync(join(tmpdir(), 'store-'));
  let now = 1_000_000;
  const open = (exclusive = true) =>
    openSqliteStore({ directory, ids: systemIds, clock: { now: () => now }, exclusive });
  after(() => rmSync(directory, { recursive: true, force: true }));

  it('gives its turns at once and its sends after a pause for the echo', async () => {
    const died = await open();
    const event = {
      id: 'e1',
      key: 'm_1',
      kind: 'utterance' as const,
      conversationId: ID,
      pageId: '1212',
      psid: '5001',
      at: now,
      receivedAt: now,
      raw: {},
    };
    await died.accept([event], now);
    const queued: OutboxMessage = {
      id: messageId('o1'),
      conversationId: ID,
      pageId: '1212',
      psid: '5001',
      seq: 1,
      sender: 'bot',
      content: { kind: 'text', text: 'สวัสดีค่ะ' },
      attempts: 0,
      createdAt: now,
    };
    await died.commit({
      conversation: {
        expectedVersion: 0,
        next: { ...newConversation(ID, '1212', '5001', now), version: 1 },
      },
      outbox: [queued],
    });
    expect((await died.claimTurn({ now, leaseMs: LEASE }))?.fence).to.equal(1);
    expect(await died.claimDelivery({ now, leaseMs: LEASE })).to.not.equal(null);
    await died.close();

    now += 1_000;
    const next = await open();
    expect((await next.claimTurn({ now, leaseMs: LEASE }))?.fence).to.equal(2);
    expect(await next.claimDelivery({ now, leaseMs: LEASE }), 'still waiting').to.equal(null);
    now += 20_001;
    expect(await next.claimDelivery({ now, leaseMs: LEASE })).to.not.equal(null);
    await next.close();
  });

  it('leaves the leases of a living server alone when a command line program opens it', async () => {
    const server = await open();
    now += LEASE;
    expect(await server.claimTurn({ now, leaseMs: LEASE })).to.not.equal(null);
    const beside = await open(false);
    expect(await beside.claimTurn({ now, leaseMs: LEASE })).to.equal(null);
    await beside.close();
    await server.close();
  });

  it('refuses a store that a newer version has written', () => {
    const db = new Database(directory, { exclusive: true });
    const version = Number(db.get('PRAGMA user_version')?.['user_version']);
    db.run(`PRAGMA user_version = ${version + 1}`);
    db.close();
    expect(() => new Database(directory, { exclusive: true })).to.throw(/newer version/);
  });
});
