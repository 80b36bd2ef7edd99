import { expect } from 'chai';
import { verifyAudit } from '../../src/casework/verify-audit.ts';
import {
  byStaff,
  ofCase,
  ofConversation,
  ofStaff,
  type AuditDraft,
} from '../../src/domain/audit.ts';
import * as sample from './samples.ts';
import type { Engine } from './store.contract.ts';

const { NOW } = sample;

export function auditContract({ store }: Engine): void {
  const viewed = (fields: Partial<AuditDraft> = {}): AuditDraft => ({
    at: NOW,
    actor: byStaff(sample.aMember().id),
    action: 'case.viewed',
    subject: ofCase(sample.aCase(sample.aPerson()).reference),
    ...fields,
  });

  describe('the audit', () => {
    it('ties each entry to the one before it, across commits', async () => {
      const person = sample.aPerson();
      const record = sample.aCase(person);
      const opened = viewed({
        actor: 'bot',
        action: 'case.opened',
        subject: ofCase(record.reference),
      });
      const before = await store().auditHead();
      await store().commit({ cases: [{ expectedVersion: null, next: record }], audit: [opened] });
      await store().appendAudit([
        viewed(),
        viewed({ details: { fields: ['amount'], from: 'desk' } }),
      ]);
      const chain = await store().auditChain(before.seq, 10);
      expect(chain.map(({ seq }) => seq)).to.deep.equal([1, 2, 3].map((n) => before.seq + n));
      expect(chain.map(({ previousHash }) => previousHash)).to.deep.equal([
        before.hash,
        ...chain.slice(0, 2).map(({ hash }) => hash),
      ]);
      expect(chain[0]).to.deep.include({ ...opened, details: {} });
      expect(chain[2]?.details).to.deep.equal({ fields: ['amount'], from: 'desk' });
      expect((await store().auditHead()).hash).to.equal(chain[2]?.hash);
      expect((await verifyAudit(store())).status).to.equal('whole');
    });

    it('has no entry of a change that was refused', async () => {
      const next = sample.aCase(sample.aPerson());
      await store().commit({ cases: [{ expectedVersion: null, next }] });
      const before = await store().auditHead();
      const audit = [viewed({ subject: ofCase(next.reference) })];
      const refused = await store().commit({ cases: [{ expectedVersion: null, next }], audit });
      expect(refused.status).to.equal('conflict');
      expect(await store().auditHead()).to.deep.equal(before);
    });

    it('stays one chain when many write at once', async () => {
      const before = await store().auditHead();
      await Promise.all(
        Array.from({ length: 12 }, (_, index) => {
          const next = sample.aCase(sample.aPerson());
          return index % 2 === 0
            ? store().appendAudit([viewed()])
            : store().commit({ cases: [{ expectedVersion: null, next }], audit: [viewed()] });
        }),
      );
      expect((await store().auditHead()).seq).to.equal(before.seq + 12);
      expect((await verifyAudit(store())).status).to.equal('whole');
    });

    it('is read latest first, by what, by whom and by what was done', async () => {
      const member = sample.aMember();
      const [one, two] = [sample.aCase(sample.aPerson()), sample.aCase(sample.aPerson())];
      const actor = byStaff(member.id);
      const subject = ofCase(one.reference);
      await store().appendAudit([
        viewed({ actor, subject, at: NOW }),
        viewed({ subject: ofCase(two.reference) }),
        viewed({ actor, subject, action: 'case.changed', at: NOW + 1 }),
        viewed({ actor, subject: ofStaff(member.id), action: 'staff.signed_in' }),
      ]);
      const actions = async (query: object) =>
        (await store().auditEntries({ limit: 10, ...query })).items.map(({ action }) => action);
      expect(await actions({ subjects: [subject] })).to.deep.equal(['case.changed', 'case.viewed']);
      expect(await actions({ subjects: [subject, ofCase(two.reference)] })).to.have.length(3);
      expect(await actions({ actor })).to.deep.equal([
        'staff.signed_in',
        'case.changed',
        'case.viewed',
      ]);
      expect(await actions({ actor, action: 'case.viewed' })).to.deep.equal(['case.viewed']);
      expect(await actions({ subjects: [] })).to.deep.equal([]);
      expect(await actions({ actor, since: NOW + 1 })).to.deep.equal(['case.changed']);
      expect(await actions({ actor, until: NOW + 1 })).to.deep.equal([
        'staff.signed_in',
        'case.viewed',
      ]);
      expect(await actions({ actor, since: NOW, until: NOW })).to.deep.equal([]);
      const first = await store().auditEntries({ actor, limit: 2 });
      expect(first.items).to.have.length(2);
      const rest = await store().auditEntries({ actor, limit: 2, cursor: first.nextCursor ?? '' });
      expect(rest.items.map(({ action }) => action)).to.deep.equal(['case.viewed']);
      expect(rest.nextCursor).to.equal(null);
    });

    it('names a conversation without the person’s number with the Page', async () => {
      const { id, psid } = sample.aPerson();
      const subject = ofConversation(id);
      await store().appendAudit([viewed({ action: 'conversation.claimed', subject })]);
      const { items } = await store().auditEntries({ subjects: [subject], limit: 5 });
      expect(items).to.have.length(1);
      expect(JSON.stringify(items)).to.not.include(psid);
    });
  });
}
