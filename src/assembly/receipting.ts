/** Builds what receipts need: the key, the words, and the public keys as a file for verifying offline. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Clock, Ids, Log, Receipts, Store } from '../ports.ts';
import { receiptWords } from './receipt-words.ts';
import { trackPageOf } from './reached-at.ts';
import { ensureReceiptKey } from '../receipts/keys.ts';
import { signedReceipts } from '../receipts/receipts.ts';

/** In DATA_DIR, written anew at each start. */
export const PUBLIC_KEYS_FILE = 'receipt-public-keys.pem';

export async function buildReceipts(of: {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): Promise<Receipts> {
  const { config, store, clock, ids, log } = of;
  await ensureReceiptKey(store, { clock, log });
  const pems = (await store.publicReceiptKeys()).map(({ pem }) => pem);
  try {
    mkdirSync(config.DATA_DIR, { recursive: true, mode: 0o700 });
    const fresh = join(config.DATA_DIR, `${PUBLIC_KEYS_FILE}.${ids.next()}`);
    writeFileSync(fresh, pems.join(''));
    renameSync(fresh, join(config.DATA_DIR, PUBLIC_KEYS_FILE));
  } catch (error) {
    log.warn('receipts.public_keys_not_written', { error });
  }
  return signedReceipts({
    store,
    clock,
    timeZone: config.TIMEZONE,
    words: receiptWords,
    trackPage: trackPageOf(config),
  });
}
