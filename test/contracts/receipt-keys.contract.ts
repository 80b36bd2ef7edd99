import { expect } from 'chai';
import type { ReceiptKey } from '../../src/domain/receipt.ts';
import { NOW } from './samples.ts';
import type { Engine } from './store.contract.ts';

const aKey = (id: string, madeAt: number): ReceiptKey => ({
  id,
  madeAt,
  pem: `public ${id}`,
  privatePem: `private ${id}`,
});

export function receiptKeysContract({ store, reopen }: Engine): void {
  describe('keys of receipts', () => {
    it('keeps one of many first keys, whoever comes at once, and after a restart the same', async () => {
      expect(await store().receiptKey()).to.equal(null);
      const keys = Array.from({ length: 8 }, (_, index) => aKey(`first-${index}`, NOW));
      const added = await Promise.all(keys.map((key) => store().addFirstReceiptKey(key)));
      expect(added.filter(Boolean)).to.have.length(1);
      const kept = keys[added.indexOf(true)];
      expect(await store().receiptKey()).to.deep.equal(kept);
      await reopen();
      expect(await store().addFirstReceiptKey(aKey('late', NOW + 1))).to.equal(false);
      expect(await store().receiptKey()).to.deep.equal(kept);
      expect((await store().publicReceiptKeys()).map(({ id }) => id)).to.deep.equal([kept?.id]);
    });

    it('puts another key in its place and keeps the public halves of all, oldest first', async () => {
      const before = await store().publicReceiptKeys();
      const next = aKey('next', NOW + 2);
      await store().putReceiptKey(next);
      await store().putReceiptKey({ ...next, madeAt: NOW + 9 });
      expect(await store().receiptKey()).to.deep.equal({ ...next, madeAt: NOW + 9 });
      const { id, pem, madeAt } = next;
      expect(await store().publicReceiptKeys()).to.deep.equal([...before, { id, pem, madeAt }]);
    });
  });
}
