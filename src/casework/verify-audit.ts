import { createHash } from 'node:crypto';
import { brokenLink, GENESIS, type AuditHead, type BrokenLink } from '../domain/audit.ts';
import type { AuditStore } from '../ports.ts';

const AT_ONCE = 1_000;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export type VerifiedAudit =
  | { readonly status: 'whole'; readonly head: AuditHead }
  | {
      readonly status: 'broken';
      readonly seq: number;
      /**
       * `shortened`: entries at the end are gone. `not_the_head`: the last entry is not the one
       * that the store remembers. `not_the_anchor`: the chain is sound in itself and another one
       * than was seen before, so it was made anew as a whole.
       */
      readonly problem: BrokenLink['problem'] | 'shortened' | 'not_the_head' | 'not_the_anchor';
    };

/**
 * Walks the whole chain and stops at the first broken link.
 * @param anchor where the chain stood at an earlier time, kept outside of the store
 */
export async function verifyAudit(
  store: Pick<AuditStore, 'auditChain' | 'auditHead'>,
  anchor: AuditHead | null = null,
): Promise<VerifiedAudit> {
  // Read first: what is added during the walk lies behind it.
  const end = await store.auditHead();
  let head = GENESIS;
  for (;;) {
    const entries = await store.auditChain(head.seq, AT_ONCE);
    for (const entry of entries) {
      const broken = brokenLink(entry, head, sha256);
      if (broken !== null) return { status: 'broken', ...broken };
      head = entry;
      const against = [
        [end, 'not_the_head'],
        [anchor, 'not_the_anchor'],
      ] as const;
      for (const [known, problem] of against) {
        if (known?.seq === head.seq && known.hash !== head.hash) {
          return { status: 'broken', seq: head.seq, problem };
        }
      }
    }
    if (entries.length < AT_ONCE) break;
  }
  const known = Math.max(end.seq, anchor?.seq ?? 0);
  return head.seq < known
    ? { status: 'broken', seq: head.seq + 1, problem: 'shortened' }
    : { status: 'whole', head: { seq: head.seq, hash: head.hash } };
}
