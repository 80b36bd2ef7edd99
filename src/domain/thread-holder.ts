import type { Instant } from './ids.ts';

/**
 * Which app may write to the person in Messenger.
 * @see https://developers.facebook.com/docs/messenger-platform/handover-protocol/conversation-routing
 */
export type ThreadHolder =
  /** `since` null: nobody else ever had it. */
  | { readonly holder: 'ours'; readonly since: Instant | null }
  /** `appId` null: Facebook has not said which app it is. */
  | { readonly holder: 'other'; readonly appId: string | null; readonly since: Instant };

/** The Page's own inbox in Meta Business Suite (Meta, "Conversation routing"). */
export const PAGE_INBOX_APP_ID = '263902037430900';

/** Facebook's clock, which dates the news, and ours, which dates refusals, may differ by so much. */
const SKEW_MS = 10_000;

/** Who holds the thread after this news; what is older than what we know changes nothing. */
export function heldAfter(
  before: ThreadHolder,
  news: ThreadHolder & { readonly since: Instant },
): ThreadHolder {
  if (before.since !== null && news.since < before.since - SKEW_MS) return before;
  if (news.holder === 'ours') return before.holder === 'ours' ? before : news;
  if (before.holder === 'ours') return news;
  return news.appId === null || news.appId === before.appId
    ? before
    : { ...before, appId: news.appId };
}
