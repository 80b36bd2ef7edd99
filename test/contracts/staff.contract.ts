import { expect } from 'chai';
import { aMember, aSession } from './samples.ts';
import type { Engine } from './store.contract.ts';

export function staffContract({ store }: Engine): void {
  describe('staff', () => {
    it('keeps members, each username once', async () => {
      const member = aMember();
      expect(await store().addStaff(member)).to.equal('added');
      const twin = { ...aMember(), username: member.username };
      expect(await store().addStaff(twin)).to.equal('taken');
      expect(await store().staffByUsername(member.username)).to.deep.equal(member);
      expect(await store().staffById(member.id)).to.deep.equal(member);
      expect(await store().staffById(twin.id)).to.equal(null);
      expect((await store().listStaff()).map(({ id }) => id)).to.include(member.id);
    });

    it('changes a member and ends the sessions', async () => {
      const member = aMember();
      const session = aSession(member);
      await store().addStaff(member);
      await store().addSession(session);
      expect(await store().sessionByTokenHash(session.tokenHash)).to.deep.equal(session);
      expect(await store().updateStaff(member.id, { role: 'supervisor' })).to.equal(true);
      expect((await store().staffById(member.id))?.role).to.equal('supervisor');
      expect((await store().staffById(member.id))?.name).to.equal(member.name);
      expect(await store().sessionByTokenHash(session.tokenHash)).to.equal(null);
      expect(await store().updateStaff(aMember().id, { name: 'x' })).to.equal(false);
    });

    it('spends a one-time code once, and none before it, also when asked twice at once', async () => {
      const factor = { secret: 'ABC', lastStep: 10, recoveryHashes: ['one', 'two'] };
      const member = { ...aMember(), secondFactor: factor };
      const { id } = member;
      await store().addStaff(member);
      const both = await Promise.all([store().spendCode(id, 12), store().spendCode(id, 12)]);
      expect(both.filter(Boolean)).to.have.length(1);
      expect(await store().spendCode(id, 11)).to.equal(false);
      expect(await store().spendCode(id, 13)).to.equal(true);
      const twice = await Promise.all(['one', 'one'].map((h) => store().spendRecoveryCode(id, h)));
      expect(twice.filter(Boolean)).to.have.length(1);
      expect(await store().spendRecoveryCode(id, 'three')).to.equal(false);
      const kept = (await store().staffById(id))?.secondFactor;
      expect(kept).to.deep.equal({ ...factor, lastStep: 13, recoveryHashes: ['two'] });
      const plain = aMember();
      await store().addStaff(plain);
      expect(await store().spendCode(plain.id, 99)).to.equal(false);
      expect(await store().spendRecoveryCode(plain.id, 'one')).to.equal(false);
    });

    it('lists the sessions of a member that have not ended, newest first', async () => {
      const member = aMember();
      const old = { ...aSession(member), createdAt: 1_000, expiresAt: 9_000 };
      const young = { ...aSession(member), createdAt: 2_000, expiresAt: 10_000, browser: 'A' };
      await store().addStaff(member);
      await store().addSession(old);
      await store().addSession(young);
      await store().addSession(aSession(aMember()));
      expect(await store().sessionsOf(member.id, 8_000)).to.deep.equal([young, old]);
      expect(await store().sessionsOf(member.id, 9_000)).to.deep.equal([young]);
    });

    it('ends one session alone', async () => {
      const member = aMember();
      const [one, two] = [aSession(member), aSession(member)];
      await store().addStaff(member);
      await store().addSession(one);
      await store().addSession(two);
      await store().endSession(one.tokenHash);
      expect(await store().sessionByTokenHash(one.tokenHash)).to.equal(null);
      expect(await store().sessionByTokenHash(two.tokenHash)).to.not.equal(null);
    });
  });
}
