import { createHash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import type { Engine } from './store.contract.ts';

export function filesContract({ store, reopen }: Engine): void {
  describe('evidence bytes', () => {
    const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

    it('come back as they were, also after a restart and when stored twice', async () => {
      const bytes = randomBytes(600_000);
      const sha256 = digest(bytes);
      await store().files.put(sha256, bytes);
      await Promise.all([store().files.put(sha256, bytes), store().files.put(sha256, bytes)]);
      await reopen();
      const file = await store().files.open(sha256);
      if (file === null) throw new Error('The file is gone.');
      expect((await buffer(file)).equals(bytes)).to.equal(true);
    });

    it('are null when they were never stored, and a name that is no hash is refused', async () => {
      expect(await store().files.open(digest(Buffer.from('never')))).to.equal(null);
      for (const name of ['../store.sqlite', 'A'.repeat(64), '']) {
        let refused = false;
        await store()
          .files.put(name, Buffer.from('x'))
          .catch(() => (refused = true));
        expect(refused, name).to.equal(true);
      }
    });
  });
}
