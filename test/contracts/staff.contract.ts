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
