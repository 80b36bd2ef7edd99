import { createPublicKey } from 'node:crypto';
import type { Language } from '../domain/conversation.ts';
import type { Clock, Receipts, Store } from '../ports.ts';
import { issueReceipt } from './issue.ts';
import { signingKey } from './keys.ts';
import type { IdWords } from './paper.ts';
import { checkReceipt } from './verify.ts';

/** Receipts signed with the store's key. */
export function signedReceipts(of: {
  readonly store: Store;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly words: Readonly<Record<Language, IdWords>>;
  /** Null where people cannot reach this server by one. */
  readonly trackPage: string | null;
}): Receipts {
  const { store, clock, timeZone, words, trackPage } = of;
  return {
    async issue(record) {
      const signer = await signingKey(store);
      if (signer.status !== 'ok') return null;
      const evidence = await store.evidenceOfCase(record.reference);
      const look = { timeZone, trackPage, words: words[record.language] };
      return issueReceipt({ record, evidence, at: clock.now() }, signer, look);
    },
    async check(pdf) {
      const keys = await store.publicReceiptKeys();
      return checkReceipt(
        pdf,
        keys.map(({ pem }) => createPublicKey(pem)),
      );
    },
    publicKeys: () => store.publicReceiptKeys(),
    keyState: async () => (await signingKey(store)).status,
  };
}
