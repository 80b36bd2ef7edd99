import { expect } from 'chai';
import { conversationId, staffId } from '../../src/domain/ids.ts';
import { LOOK_MS, TYPING_MS, type Viewer } from '../../src/domain/viewer.ts';
import { NOW } from './samples.ts';
import type { Engine } from './store.contract.ts';

export function viewersContract({ store, reopen }: Engine): void {
  describe('who looks at a conversation', () => {
    const viewer = (id: string, name: string, at = NOW, typing = false): Viewer => ({
      conversationId: conversationId(id),
      staffId: staffId(`viewer-${name}`),
      name,
      until: at + LOOK_MS,
      typingUntil: typing ? at + TYPING_MS : null,
    });
    const put = (one: Viewer, at = NOW) => store().putViewer(one, at);
    const there = async (id: string, at = NOW) =>
      (await store().viewers(conversationId(id), at)).map(({ name }) => name);

    it('is known by name, conversation by conversation, also to another process', async () => {
      await put(viewer('seen', 'Suda'));
      await put(viewer('seen', 'Mali', NOW, true));
      await put(viewer('seen-2', 'Mali'));
      await reopen();
      expect(await store().viewers(conversationId('seen'), NOW)).to.deep.equal([
        viewer('seen', 'Mali', NOW, true),
        viewer('seen', 'Suda'),
      ]);
      const all = (await store().viewers(null, NOW)).map((one) => one.conversationId);
      expect(all).to.include.members(['seen', 'seen-2']);
    });

    it('is news when somebody comes, begins to type, stops, or comes back later', async () => {
      const mali = (at: number, typing = false) => put(viewer('news', 'Mali', at, typing), at);
      expect(await mali(NOW)).to.equal(true);
      expect(await mali(NOW + 20_000)).to.equal(false);
      expect(await mali(NOW + 21_000, true)).to.equal(true);
      expect(await mali(NOW + 25_000, true)).to.equal(false);
      expect(await mali(NOW + 26_000)).to.equal(true);
      expect(await mali(NOW + 27_000, true)).to.equal(true);
      expect(await mali(NOW + 27_000 + TYPING_MS), 'the typing had run out').to.equal(false);
      expect(await mali(NOW + 27_000 + TYPING_MS + LOOK_MS)).to.equal(true);
    });

    it('comes once of many calls at once', async () => {
      const calls = Array.from({ length: 8 }, () => put(viewer('race', 'Mali')));
      expect((await Promise.all(calls)).filter((isNews) => isNews)).to.have.length(1);
      expect(await there('race')).to.deep.equal(['Mali']);
    });

    it('runs out by itself, and ends at once when somebody leaves', async () => {
      await put(viewer('ends', 'Mali'));
      await put(viewer('ends', 'Suda', NOW + 1));
      expect(await there('ends', NOW + LOOK_MS)).to.deep.equal(['Suda']);
      const leave = (name: string, at = NOW) =>
        store().dropViewer(conversationId('ends'), staffId(`viewer-${name}`), at);
      expect(await leave('Suda')).to.equal(true);
      expect(await leave('Suda'), 'already gone').to.equal(false);
      expect(await leave('Mali', NOW + LOOK_MS), 'run out').to.equal(false);
      expect(await there('ends')).to.deep.equal([]);
    });

    it('is swept once it has run out, and not before', async () => {
      await put(viewer('swept', 'Mali', NOW - LOOK_MS));
      await put(viewer('swept', 'Suda'));
      expect((await store().sweep(NOW)).viewers).to.be.greaterThan(0);
      expect(await there('swept')).to.deep.equal(['Suda']);
      expect((await store().sweep(NOW)).viewers).to.equal(0);
    });
  });
}
