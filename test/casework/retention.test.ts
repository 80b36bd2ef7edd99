import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { eraseWhenDue, erasureTimer } from '../../src/casework/ask-erasure.ts';
import { eraseDue } from '../../src/casework/retention.ts';
import { DEFAULT_DAYS } from '../../src/domain/keeping.ts';
import type { Conversation } from '../../src/domain/conversation.ts';
import type { Case } from '../../src/domain/case.ts';
import { handoffId, staffId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { systemClock, systemIds } from '../../src/assembly/system.ts';
import { fireNextTimer } from '../../src/timers/fire-next.ts';
import { aCase, aConversation, aPerson, NOW } from '../contracts/samples.ts';

const DAY = 86_400_000;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('retention', () => {
  const directory = mkdtempSync(join(tmpdir(), 'retention-'));
  let store: Store;
  before(async () => {
    store = await openSqliteStore({ directory, ids: systemIds, clock: systemClock });
  });
  after(async () => {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const talk = async (fields: Partial<Conversation> = {}) => {
    const person = aPerson();
    const next = aConversation(person, { updatedAt: NOW, ...fields });
    await store.commit({ conversation: { expectedVersion: 0, next } });
    return person;
  };
  const withCase = async (fields: Partial<Case>) => {
    const person = aPerson();
    const record = aCase(person, { updatedAt: NOW, ...fields });
    const next = aConversation(person, { caseReferences: [record.reference], updatedAt: NOW });
    await store.commit({
      conversation: { expectedVersion: 0, next },
      cases: [{ expectedVersion: null, next: record }],
    });
    return { person, record };
  };
  const sweep = (at: number, dryRun = false, breath = () => Promise.resolve(true)) =>
    eraseDue({ store, clock: { now: () => at }, log, breath }, at, { days: DEFAULT_DAYS, dryRun });

  it('forgets a talk without a case after 90 days, and not a day sooner', async () => {
    const { id } = await talk();
    await sweep(NOW + 90 * DAY);
    expect(await store.conversation(id)).to.not.equal(null);
    expect(await sweep(NOW + 90 * DAY + 1, true)).to.include({ conversations: 1 });
    expect(await store.conversation(id), 'a dry run only counts').to.not.equal(null);
    expect(await sweep(NOW + 90 * DAY + 1)).to.include({ conversations: 1 });
    expect(await store.conversation(id)).to.equal(null);
  });

  it('never forgets somebody who waits for an agent', async () => {
    const control = { holder: 'queue', handoffId: handoffId('h-1'), since: NOW } as const;
    const { id } = await talk({ control });
    await sweep(NOW + 900 * DAY);
    expect(await store.conversation(id)).to.not.equal(null);
  });

  it('empties a closed case when its status has been kept long enough, then forgets the talk', async () => {
    const { person, record } = await withCase({ status: 'withdrawn' });
    const longer = await withCase({ status: 'resolved' });
    const open = await withCase({ status: 'coordinating' });
    const by = { staffId: staffId('s-1'), name: 'มาลี' };
    const held = await withCase({
      status: 'withdrawn',
      legalHold: { at: NOW, by, reason: 'ศาลขอ' },
    });
    expect(await sweep(NOW + 91 * DAY, true)).to.include({ cases: 1, kept: 1 });
    expect(await sweep(NOW + 91 * DAY)).to.include({ cases: 1, kept: 1 });
    const facts = async (reference: Case['reference']) =>
      Object.keys((await store.caseByReference(reference))?.facts ?? {});
    expect(await facts(record.reference)).to.deep.equal([]);
    for (const other of [longer, open, held]) {
      expect(await facts(other.record.reference)).to.deep.equal(['amount']);
    }
    await sweep(NOW + 92 * DAY);
    expect(await store.conversation(person.id)).to.equal(null);
    expect(await store.conversation(open.person.id)).to.not.equal(null);
  });

  it('goes past any number that stay, to those behind them', async () => {
    const control = { holder: 'queue', handoffId: handoffId('h-2'), since: 0 } as const;
    for (let count = 0; count < 60; count += 1) await talk({ control, updatedAt: 1_000 });
    const { id } = await talk({ updatedAt: 2_000 });
    await sweep(NOW);
    expect(await store.conversation(id)).to.equal(null);
  });

  it('breathes behind each person, ends when it is told to, and goes on the next time', async () => {
    const first = await talk({ updatedAt: 3_000 });
    await talk({ updatedAt: 3_001 });
    await talk({ updatedAt: 3_002 });
    const untilOneIsGone = async () => (await store.conversation(first.id)) !== null;
    expect(await sweep(NOW, false, untilOneIsGone)).to.include({ conversations: 1 });
    expect(await sweep(NOW)).to.include({ conversations: 2 });
  });

  it('erases who has asked once the answer has had time to arrive, unless a case is open by then', async () => {
    const gone = await talk();
    const stays = await withCase({ status: 'received' });
    await store.commit({
      timers: [erasureTimer(gone.id, NOW), erasureTimer(stays.person.id, NOW)],
    });
    const fire = (at: number) =>
      fireNextTimer({
        store,
        clock: { now: () => at },
        log,
        handlers: { erase_conversation: eraseWhenDue(store) },
      });
    expect(await fire(NOW + 59 * 60_000)).to.equal(false);
    expect(await fire(NOW + 60 * 60_000)).to.equal(true);
    expect(await fire(NOW + 60 * 60_000)).to.equal(true);
    expect(await store.conversation(gone.id)).to.equal(null);
    expect(await store.conversation(stays.person.id)).to.not.equal(null);
    expect(await fire(NOW + 900 * DAY), 'nothing is left to fire').to.equal(false);
  });
});
