import { expect } from 'chai';
import { eraseConversation } from '../../src/casework/erase.ts';
import { assignWaiting } from '../../src/conversation/waiting/assign-waiting.ts';
import { DEFAULT_SETUP, type DeskSetup } from '../../src/domain/desk-setup.ts';
import { handoffId, staffId } from '../../src/domain/ids.ts';
import { HAND_OVER_KEPT_MS, type HandOver } from '../../src/domain/hand-over.ts';
import { newPresence, type Presence } from '../../src/domain/presence.ts';
import type { Log } from '../../src/ports.ts';
import { systemIds } from '../../src/assembly/system.ts';
import { racesOf } from './race.contract.ts';
import * as sample from './samples.ts';
import type { Engine } from './store.contract.ts';

const { NOW } = sample;
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function dutyContract({ store, reopen }: Engine): void {
  describe('duty', function () {
    this.timeout(60_000);
    const presenceOf = async (id: string) =>
      (await store().presences()).find(({ staffId }) => staffId === id);
    const someone = () => staffId(systemIds.next());
    const set = (next: Presence, expectedVersion = next.version - 1) =>
      store().commit({ presences: [{ expectedVersion, next }] });
    const setUp = async (change: Partial<DeskSetup>) => {
      const before = await store().deskSetup();
      const next = { ...before, ...change, version: before.version + 1 };
      return store().commit({ setup: { expectedVersion: before.version, next } });
    };

    it('runs by hand until somebody sets it otherwise, and keeps what was set', async () => {
      expect(await store().deskSetup()).to.deep.equal(DEFAULT_SETUP);
      await setUp({ mode: 'round_robin', capacity: 3, capacities: { 'staff-1': 1 } });
      const kept = await (await reopen()).deskSetup();
      expect(kept).to.deep.equal({
        ...DEFAULT_SETUP,
        version: 1,
        mode: 'round_robin',
        capacity: 3,
        capacities: { 'staff-1': 1 },
      });
      const late = { expectedVersion: 0, next: { ...kept, version: 1, capacity: 9 } };
      expect(await store().commit({ setup: late })).to.deep.equal({
        status: 'conflict',
        on: 'setup',
      });
      expect((await store().deskSetup()).capacity).to.equal(3);
      await setUp({ mode: 'manual', capacity: 5, capacities: {} });
    });

    it('keeps whether somebody is there by version, and when the desk was open beside it', async () => {
      const id = someone();
      await store().seenAtDesk(id, NOW);
      await store().seenAtDesk(id, NOW - 5);
      expect(await presenceOf(id)).to.deep.equal({ ...newPresence(id), seenAt: NOW });
      const next = { ...newPresence(id), version: 1, status: 'available' as const, since: NOW };
      expect((await set(next)).status).to.equal('committed');
      await store().seenAtDesk(id, NOW + 7);
      expect(await presenceOf(id)).to.deep.equal({ ...next, seenAt: NOW + 7 });
      expect(await set({ ...next, status: 'busy' }, 0)).to.deep.equal({
        status: 'conflict',
        on: 'presence',
      });
      expect((await presenceOf(id))?.status).to.equal('available');
    });

    it('takes the first word of somebody who was never there, and refuses a guessed version', async () => {
      const id = someone();
      const next = { ...newPresence(id), version: 1, status: 'busy' as const, seenAt: NOW };
      expect((await set({ ...next, version: 4 }, 3)).status).to.equal('conflict');
      expect((await set(next)).status).to.equal('committed');
      expect(await presenceOf(id)).to.deep.equal(next);
    });

    it('counts the conversations that each member holds and that are not resolved', async () => {
      const [busy, idle] = [someone(), someone()];
      const held = (resolvedAt: number | null) => {
        const person = sample.aPerson();
        const next = sample.aConversation(person, {
          control: { holder: 'agent', staffId: busy, name: 'Mali', handoffId: null, since: NOW },
          resolvedAt,
        });
        return store().commit({ conversation: { expectedVersion: 0, next } });
      };
      await Promise.all([held(null), held(null), held(NOW)]);
      const loads = await store().openLoads();
      expect([loads.get(busy), loads.has(idle)]).to.deep.equal([2, false]);
    });

    it('keeps notes for the next shift, who has read them, and whose conversations they name', async () => {
      const [by, reader] = [someone(), someone()];
      const [first, second] = [sample.aPerson(), sample.aPerson()];
      const note: HandOver = {
        id: systemIds.next(),
        at: NOW,
        by: { staffId: by, name: 'Mali' },
        shift: 'กลางวัน',
        text: 'โทรกลับพรุ่งนี้',
        conversations: [second.id, first.id],
        members: [reader],
        readBy: [],
      };
      const earlier = { ...note, id: systemIds.next(), at: NOW - 1, conversations: [] };
      await store().commit({ handOvers: [earlier, note] });
      const notes = async (since: number) =>
        (await store().handOvers(since)).filter((one) => one.by.staffId === by);
      expect(await notes(NOW - 1)).to.deep.equal([note, earlier]);
      expect(await notes(NOW)).to.deep.equal([note]);
      expect(await store().readHandOver(note.id, reader)).to.equal(true);
      expect(await store().readHandOver(note.id, reader)).to.equal(true);
      expect(await store().readHandOver('none', reader)).to.equal(false);
      expect((await notes(NOW))[0]?.readBy).to.deep.equal([reader]);
      const next = sample.aConversation(first);
      await store().commit({ conversation: { expectedVersion: 0, next } });
      const tools = { store: store(), clock: { now: () => NOW }, log: silent };
      const erased = await eraseConversation(tools, first.id, { reason: 'asked', by: 'consumer' });
      expect(erased).to.deep.equal({ status: 'erased' });
      expect((await notes(NOW))[0]?.conversations).to.deep.equal([second.id]);
      expect((await store().sweep(NOW + HAND_OVER_KEPT_MS)).handOvers).to.be.greaterThan(0);
      expect(await notes(NOW - 1)).to.deep.equal(
        [note].map((one) => ({
          ...one,
          conversations: [second.id],
          readBy: [reader],
        })),
      );
    });

    it('assigns a waiting person once when several workers try at the same time', async () => {
      await setUp({ mode: 'round_robin', capacity: 50 });
      const members = [sample.aMember(), sample.aMember()];
      for (const member of members) {
        await store().addStaff(member);
        const next = { ...newPresence(member.id), version: 1, status: 'available' as const };
        await set({ ...next, since: NOW, seenAt: NOW });
      }
      const tools = { store: store(), ids: systemIds, clock: { now: () => NOW }, log: silent };
      const got = new Map<string, number>();
      await racesOf(6, async () => {
        const person = sample.aPerson();
        const handoff = { ...sample.aHandoff(person), id: handoffId(systemIds.next()) };
        const control = { holder: 'queue', handoffId: handoff.id, since: 1 } as const;
        const next = sample.aConversation(person, { control });
        await store().commit({
          conversation: { expectedVersion: 0, next },
          handoffs: [handoff],
        });
        await Promise.all([1, 2, 3].map(() => assignWaiting(tools)));
        while (await assignWaiting(tools));
        const { control: after, version } = (await store().conversation(person.id)) ?? next;
        if (after.holder !== 'agent') throw new Error('Nobody has it.');
        got.set(after.staffId, (got.get(after.staffId) ?? 0) + 1);
        expect(version, 'one assignment is one commit').to.equal(2);
        expect(await store().openHandoff(person.id)).to.include({
          status: 'assigned',
          staffId: after.staffId,
        });
        expect(await store().timersOf(person.id)).to.have.length(1);
        const lines = await store().messages(person.id, { before: null, limit: 9 });
        expect(lines).to.have.length(1);
      });
      expect(
        members.map(({ id }) => got.get(id)).reduce((sum = 0, n) => sum + (n ?? 0), 0),
      ).to.equal(6);
      await setUp({ mode: 'manual', capacity: 5 });
      for (const { id } of members) {
        const presence = await presenceOf(id);
        if (presence === undefined) throw new Error('Nobody is there.');
        await set({ ...presence, version: presence.version + 1, status: 'away' });
      }
    });
  });
}
