import { expect } from 'chai';
import type { ReceiptKey } from '../../src/domain/receipt.ts';
import type { Log, ReceiptKeyStore } from '../../src/ports.ts';
import { ensureReceiptKey, signingKey } from '../../src/receipts/keys.ts';
import { aReceiptKey } from '../fakes/receipt-keys.ts';

/** What the store keeps of keys, in memory. */
class KeyShelf implements ReceiptKeyStore {
  kept: ReceiptKey | null = null;
  readonly published = new Map<string, ReceiptKey>();
  receiptKey = () => Promise.resolve(this.kept);
  publicReceiptKeys = () => Promise.resolve([...this.published.values()]);
  async addFirstReceiptKey(key: ReceiptKey) {
    if (this.published.size > 0) return false;
    await this.putReceiptKey(key);
    return true;
  }
  putReceiptKey(key: ReceiptKey) {
    this.kept = key;
    this.published.set(key.id, key);
    return Promise.resolve();
  }
}

function starting() {
  const told: string[] = [];
  const note = (event: string) => void told.push(event);
  const log: Log = { info: note, warn: note, error: note };
  const shelf = new KeyShelf();
  const start = () => ensureReceiptKey(shelf, { log, clock: { now: () => 5 } });
  return { shelf, told, start };
}

describe('the key of receipts', () => {
  it('is made at the first start and stays', async () => {
    const { shelf, told, start } = starting();
    await start();
    const first = shelf.kept;
    await start();
    expect(shelf.kept).to.equal(first);
    expect(told).to.deep.equal(['receipts.key_made']);
    expect(await signingKey(shelf)).to.include({ status: 'ok', id: first?.id });
  });

  it('is not made anew when it is lost; once it is put back it signs again', async () => {
    const { shelf, told, start } = starting();
    await start();
    const first = shelf.kept;
    shelf.kept = null;
    await start();
    expect(shelf.kept).to.equal(null);
    expect(told.at(-1)).to.equal('receipts.key_lost');
    expect((await signingKey(shelf)).status).to.equal('lost');
    shelf.kept = first;
    expect((await signingKey(shelf)).status).to.equal('ok');
  });

  it('is not used when it cannot be read or is not the one it says it is', async () => {
    const { shelf, told, start } = starting();
    await start();
    const [first, other] = [shelf.kept, aReceiptKey()];
    if (first === null) throw new Error('No key was made.');
    for (const privatePem of ['', 'torn', other.privatePem, first.privatePem.slice(0, 60)]) {
      shelf.kept = { ...first, privatePem };
      await start();
      expect((await signingKey(shelf)).status).to.equal('unreadable');
      expect(told.at(-1)).to.equal('receipts.key_unreadable');
      expect(shelf.kept.privatePem).to.equal(privatePem);
    }
  });
});
