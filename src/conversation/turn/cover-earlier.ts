import {
  isFromPerson,
  isStored,
  type Evidence,
  type StoredEvidence,
} from '../../domain/evidence.ts';
import type { ConversationId, Instant } from '../../domain/ids.ts';
import { pointsAtPapers } from '../../domain/sensitive-file.ts';
import type { Store } from '../../ports.ts';

const MINUTE_MS = 60_000;
/** Pictures of one sending come in quick succession, and any of them may be meant. */
const TOGETHER_MS = 2 * MINUTE_MS;
/** So long after a file words that name papers are about it, without pointing at it. */
const RIGHT_AFTER_MS = 15 * MINUTE_MS;
const SHOWS = /^(?:image\/|application\/pdf$)/;

/**
 * Covers the files sent last when words that came without a file say that they show somebody's papers:
 * "อันนั้นบัตรประชาชนค่ะ". One too many is covered rather than one too few. What staff have decided of a
 * file stays.
 * @param files what the turn stores anyway
 * @returns those, and the earlier ones that are covered from now on
 */
export async function coverEarlier(
  store: Pick<Store, 'evidenceOfConversation'>,
  id: ConversationId,
  words: readonly string[],
  { files, now }: { readonly files: readonly Evidence[]; readonly now: Instant },
): Promise<Evidence[]> {
  const told = words.map(pointsAtPapers).filter((how) => how !== null);
  if (told.length === 0) return [...files];
  const known = [...(await store.evidenceOfConversation(id)), ...files].filter(isShown);
  const newest = Math.max(...known.map(({ receivedAt }) => receivedAt));
  if (!told.includes('points') && now - newest > RIGHT_AFTER_MS) return [...files];
  const meant = new Set(
    known
      .filter(
        ({ receivedAt, sensitive }) =>
          sensitive === undefined && newest - receivedAt <= TOGETHER_MS,
      )
      .map((item) => item.id),
  );
  const stored = files.map((item) => item.id);
  const earlier = known.filter((item) => meant.has(item.id) && !stored.includes(item.id));
  return [...files, ...earlier].map((item) =>
    isStored(item) && meant.has(item.id) ? { ...item, sensitive: { at: now, by: null } } : item,
  );
}

const isShown = (item: Evidence): item is StoredEvidence =>
  isStored(item) && isFromPerson(item) && SHOWS.test(item.mediaType);
