import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { eraseCase, eraseConversation, tombstoneId } from '../../src/casework/erase.ts';
import type { Case } from '../../src/domain/case.ts';
import { RETENTION } from '../../src/domain/retention.ts';
import type { IdlePage, Log } from '../../src/ports.ts';
import { systemIds } from '../../src/assembly/system.ts';
import { finishAll } from './accept.contract.ts';
import {
  aBotLine,
  aCase,
  aConsumerLine,
  aConversation,
  aHandoff,
  aLiveEvent,
  anEvent,
  anEvidence,
  aPerson,
  LEASE,
  NOW,
} from './samples.ts';
import type { Engine } from './store.contract.ts';

/** Words that stand nowhere else in the store. */
const SECRET = 'มะลิวัลย์กลิ่นแก้ว';
const ACCOUNT = '9998887776';
const BY = { reason: 'asked', by: 'consumer' } as const;

export function eraseContract({ store, dump }: Engine): void {
  describe('erasing', () => {
    const logged: unknown[] = [];
    const keep = (event: string, fields?: object) => void logged.push([event, fields]);
    const log: Log = { info: keep, warn: keep, error: keep };
    const tools = () => ({ store: store(), clock: { now: () => NOW }, log });
    before(() => finishAll({ store }));

    /** A person of whom every kind of record there is has something. */
    const fill = async (fields: Partial<Case> = {}) => {
      const person = aPerson();
      const record = aCase(person, {
        status: 'resolved',
        facts: {
          story: { value: SECRET, source: { by: 'consumer', messageId: null, at: NOW } },
        },
        parties: [{ role: 'seller', kind: 'bank_account', value: ACCOUNT }],
        ...fields,
      });
      const { line, queued } = aBotLine(person, 2, `${SECRET} ${ACCOUNT}`);
      const bytes = Buffer.from(`${SECRET} ${systemIds.next()}`);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await store().files.put(sha256, bytes);
      const file = anEvidence(person, { sha256, reference: record.reference });
      await store().accept([anEvent(person, { raw: { message: { text: SECRET } } })], NOW);
      const turn = await store().claimTurn({ now: NOW, leaseMs: LEASE });
      if (turn === null) throw new Error('Nothing came in.');
      await store().accept(
        [anEvent(person, { kind: 'read', watermark: NOW }), anEvent(person, { kind: 'ignored' })],
        NOW,
      );
      const result = await store().commit({
        turn,
        conversation: {
          expectedVersion: 0,
          next: aConversation(person, {
            name: SECRET,
            caseReferences: [record.reference],
            dialog: { slots: { story: SECRET } },
            lastMessage: { from: 'consumer', text: SECRET, at: NOW },
          }),
        },
        messages: [aConsumerLine(person, 1, `${SECRET} ${ACCOUNT}`), line],
        outbox: [queued],
        cases: [{ expectedVersion: null, next: record }],
        handoffs: [aHandoff(person)],
        evidence: [file],
        unanswered: [{ id: systemIds.next(), conversationId: person.id, text: SECRET, at: NOW }],
        timers: [
          {
            id: `ask_solved:${record.reference}`,
            kind: 'ask_solved',
            subject: record.reference,
            dueAt: NOW + 365 * 24 * 3_600_000,
            data: {},
          },
        ],
        live: [aLiveEvent(person)],
      });
      expect(result.status).to.equal('committed');
      const outcome = { status: 'sent', at: NOW, mid: null } as const;
      await store().commit({ settled: [{ id: line.id, outcome }] });
      return { person, record, file };
    };
    const opens = async (sha256: string) => {
      const stream = await store().files.open(sha256);
      stream?.destroy();
      return stream !== null;
    };

    it('leaves nothing of the person anywhere but a tombstone, and lets the case tell how it ended', async () => {
      const { person, record, file } = await fill();
      const before = await dump();
      for (const trace of [SECRET, ACCOUNT, person.psid]) expect(before).to.include(trace);
      expect(await eraseConversation(tools(), person.id, BY)).to.deep.equal({ status: 'erased' });
      const after = await dump();
      for (const trace of [SECRET, ACCOUNT, person.psid, file.sha256]) {
        const at = after.indexOf(trace);
        expect(at, after.slice(Math.max(0, at - 200), at + 200)).to.equal(-1);
      }
      expect(await opens(file.sha256)).to.equal(false);
      expect(await store().conversation(person.id)).to.equal(null);
      expect((await store().conversations({ q: SECRET, limit: 5 })).items).to.deep.equal([]);
      expect((await store().cases({ q: ACCOUNT, limit: 5 })).items).to.deep.equal([]);
      expect(await store().timersOf(record.reference)).to.deep.equal([]);
      const emptied = await store().caseByReference(record.reference);
      expect(emptied).to.include({ status: 'resolved', type: 'not_received', erasedAt: NOW });
      expect(emptied).to.deep.include({ facts: {}, parties: [], conversations: [] });
      expect(await store().tombstone(tombstoneId('conversation', person.id))).to.deep.include({
        of: 'conversation',
        at: NOW,
        ...BY,
        cases: [
          {
            reference: record.reference,
            type: 'not_received',
            status: 'resolved',
            createdAt: NOW,
            updatedAt: NOW,
          },
        ],
      });
      expect(JSON.stringify(logged)).to.not.match(new RegExp(`${SECRET}|${person.psid}`));
    });

    it('does not take back in what Facebook delivers again afterwards', async () => {
      const { person } = await fill();
      const event = anEvent(person);
      await store().accept([event], NOW);
      const turn = await store().claimTurn({ now: NOW, leaseMs: LEASE });
      if (turn !== null) await store().commit({ turn });
      await eraseConversation(tools(), person.id, BY);
      expect(await store().accept([event], NOW)).to.deep.equal({ stored: 0, duplicates: 1 });
    });

    it('keeps the person while a case is open or under a legal hold', async () => {
      const open = await fill({ status: 'coordinating' });
      expect(await eraseConversation(tools(), open.person.id, BY)).to.deep.equal({
        status: 'kept',
        kept: [{ reference: open.record.reference, because: 'open' }],
      });
      const by = { staffId: 'staff-1' as never, name: 'มาลี' };
      const held = await fill({ legalHold: { at: NOW, by, reason: 'ศาลขอ' } });
      expect(await eraseConversation(tools(), held.person.id, BY)).to.deep.include({
        status: 'kept',
        kept: [{ reference: held.record.reference, because: 'legal_hold' }],
      });
      expect(await store().conversation(open.person.id)).to.not.equal(null);
      expect(await opens(held.file.sha256)).to.equal(true);
    });

    it('waits while something that the person said, or that is said to them, is on its way', async () => {
      const { person } = await fill();
      await store().accept([anEvent(person)], NOW);
      expect(await eraseConversation(tools(), person.id, BY)).to.deep.equal({ status: 'busy' });
      await finishAll({ store });
      const { line, queued } = aBotLine(person, 3);
      await store().commit({ messages: [line], outbox: [queued] });
      expect(await eraseConversation(tools(), person.id, BY)).to.deep.equal({ status: 'busy' });
      const outcome = { status: 'sent', at: NOW, mid: null } as const;
      await store().commit({ settled: [{ id: line.id, outcome }] });
      expect(await eraseConversation(tools(), person.id, BY)).to.deep.equal({ status: 'erased' });
    });

    it('takes an erased person for a stranger when they write again', async () => {
      const { person } = await fill();
      await eraseConversation(tools(), person.id, BY);
      await store().accept([anEvent(person)], NOW);
      const turn = await store().claimTurn({ now: NOW, leaseMs: LEASE });
      if (turn === null) throw new Error('Nothing came in.');
      const conversation = { expectedVersion: 0, next: aConversation(person) };
      expect(await store().commit({ turn, conversation })).to.deep.equal({ status: 'committed' });
    });

    it('lets go of a case that is somebody else’s too, and keeps their bytes of the same file', async () => {
      const other = aPerson();
      const { person, record, file } = await fill();
      const shared = { ...record, version: 2, conversations: [person.id, other.id] };
      await store().commit({
        cases: [{ expectedVersion: 1, next: shared }],
        evidence: [anEvidence(other, { sha256: file.sha256 })],
      });
      expect((await eraseConversation(tools(), person.id, BY)).status).to.equal('erased');
      const left = await store().caseByReference(record.reference);
      expect(left?.conversations).to.deep.equal([other.id]);
      expect(left?.facts).to.have.property('story');
      expect(await opens(file.sha256)).to.equal(true);
    });

    it('empties one case and leaves the talk', async () => {
      const { person, record, file } = await fill();
      const by = { reason: 'retention', by: 'system' } as const;
      expect(await eraseCase(tools(), record.reference, by)).to.deep.equal({ status: 'erased' });
      expect((await store().conversation(person.id))?.caseReferences).to.deep.equal([]);
      expect((await store().caseByReference(record.reference))?.facts).to.deep.equal({});
      expect(await opens(file.sha256)).to.equal(false);
      expect(await eraseCase(tools(), record.reference, by)).to.deep.equal({ status: 'not_found' });
    });

    it('drops one file for good, and its bytes with the last record of them', async () => {
      const { person, file } = await fill();
      const twin = anEvidence(person, { sha256: file.sha256 });
      await store().commit({ evidence: [twin] });
      await store().commit({ dropEvidence: [file.id] });
      expect(await store().evidence(file.id)).to.equal(null);
      expect(await opens(file.sha256)).to.equal(true);
      await store().commit({ dropEvidence: [twin.id] });
      expect(await opens(file.sha256)).to.equal(false);
    });

    it('sweeps bytes that no record refers to once they are a day old', async () => {
      const { file } = await fill();
      const bytes = Buffer.from(systemIds.next());
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await store().files.put(sha256, bytes);
      await store().sweep(Date.now());
      expect(await opens(sha256)).to.equal(true);
      const { files } = await store().sweep(Date.now() + RETENTION.orphanMs + 1_000);
      expect(files).to.be.at.least(1);
      expect(await opens(sha256)).to.equal(false);
      expect(await opens(file.sha256)).to.equal(true);
    });

    it('finds what nothing has changed for long', async () => {
      const person = aPerson();
      const idle = aConversation(person, { updatedAt: 1_000 });
      const closed = aCase(person, { status: 'out_of_scope', updatedAt: 1_000 });
      const { record: busy } = await fill({ status: 'out_of_scope' });
      await store().commit({
        conversation: { expectedVersion: 0, next: idle },
        cases: [{ expectedVersion: null, next: closed }],
      });
      const first = { before: 1_001, after: null, limit: 10 };
      const talks = await store().idleConversations(first);
      expect(talks.map(({ id }) => id)).to.deep.equal([person.id]);
      expect(await store().idleConversations({ ...first, before: 1_000 })).to.deep.equal([]);
      const cases = await store().idleCases('out_of_scope', first);
      expect(cases.map(({ reference }) => reference)).to.deep.equal([closed.reference]);
      expect(cases).to.not.deep.include(busy);
      await store().commit({
        cases: [{ expectedVersion: 1, next: { ...closed, version: 2, erasedAt: NOW } }],
      });
      expect(await store().idleCases('out_of_scope', first)).to.deep.equal([]);
    });

    it('goes on behind the one that was last read, also among those of one moment', async () => {
      const talks = [500, 500, 500, 400].map((updatedAt) =>
        aConversation(aPerson(), { updatedAt }),
      );
      const cases = talks.map(({ updatedAt }) =>
        aCase(aPerson(), { status: 'closed_no_contact', updatedAt }),
      );
      for (const [index, next] of talks.entries()) {
        await store().commit({
          conversation: { expectedVersion: 0, next },
          cases: cases.slice(index, index + 1).map((record) => ({
            expectedVersion: null,
            next: record,
          })),
        });
      }
      const page = { before: 501, limit: 2 };
      const told: string[] = [];
      for (let after: IdlePage['after'] = null; ;) {
        const [one, two] = await store().idleConversations({ ...page, after });
        for (const found of [one, two]) if (found !== undefined) told.push(found.id);
        if (two === undefined) break;
        after = { at: two.updatedAt, id: two.id };
      }
      const ids = talks.map(({ id }) => id);
      expect(told).to.deep.equal([ids[3], ...ids.slice(0, 3).toSorted()]);
      const [old] = await store().idleCases('closed_no_contact', {
        ...page,
        limit: 1,
        after: null,
      });
      if (old === undefined) throw new Error('Nothing is idle.');
      const after = { at: old.updatedAt, id: old.reference };
      const others = await store().idleCases('closed_no_contact', { ...page, limit: 9, after });
      const codes = cases.map(({ reference }) => reference);
      expect([old, ...others].map(({ reference }) => reference)).to.deep.equal([
        codes[3],
        ...codes.slice(0, 3).toSorted(),
      ]);
    });
  });
}
