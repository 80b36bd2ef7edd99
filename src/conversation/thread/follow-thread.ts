import type { Handoff } from '../../domain/handoff.ts';
import { handoffId, type Instant } from '../../domain/ids.ts';
import { heldAfter } from '../../domain/thread-holder.ts';
import type { Ids, Store } from '../../ports.ts';
import type { Draft } from '../draft.ts';
import { requestHandoff } from '../waiting/request-handoff.ts';
import type { ThreadNews } from './thread-news.ts';

/** Another app, or staff in Meta Business Suite, has the thread: the bot is silent from now on. */
export function loseThread(
  draft: Draft,
  handoffs: Handoff[],
  of: { readonly ids: Ids; readonly appId: string | null; readonly at: Instant; now: Instant },
): void {
  const before = draft.conversation.thread;
  const thread = heldAfter(before, { holder: 'other', appId: of.appId, since: of.at });
  if (thread === before) return;
  draft.update({ thread });
  if (before.holder === 'other') return;
  draft.addNotice({ kind: 'thread_elsewhere', appId: of.appId }, of.now);
  const id = handoffId(of.ids.next());
  const handoff = requestHandoff(draft, id, 'answered_elsewhere', of.now);
  if (handoff !== null) handoffs.push(handoff);
}

/** The thread is ours as of `at`, unless later news says otherwise. */
export function ourThread(draft: Draft, at: Instant): void {
  draft.update({ thread: heldAfter(draft.conversation.thread, { holder: 'ours', since: at }) });
}

/**
 * The thread was given to us. The bot goes on where the other app silenced it, unless somebody at
 * the desk has taken over, or the person waits here for another reason.
 */
export async function regainThread(
  store: Pick<Store, 'openHandoff'>,
  draft: Draft,
  handoffs: Handoff[],
  { at, now }: { readonly at: Instant; readonly now: Instant },
): Promise<void> {
  const { thread: before, control, id } = draft.conversation;
  ourThread(draft, at);
  if (draft.conversation.thread.holder === 'other') return;
  const open =
    control.holder === 'queue'
      ? (handoffs.findLast((handoff) => handoff.id === control.handoffId) ??
        (await store.openHandoff(id)))
      : null;
  const resumes = open?.status === 'pending' && open.reason === 'answered_elsewhere';
  if (before.holder === 'other' || resumes) draft.addNotice({ kind: 'thread_returned' }, now);
  if (!resumes) return;
  handoffs.push({ ...open, status: 'cancelled', cancelledAt: now });
  draft.update({ control: { holder: 'bot' } });
}

/** Keeps in step with what Facebook tells of who may write to the person. */
export async function followThread(
  tools: { readonly store: Pick<Store, 'openHandoff'>; readonly ids: Ids },
  draft: Draft,
  handoffs: Handoff[],
  of: { readonly news: ThreadNews; readonly at: Instant; readonly now: Instant },
): Promise<void> {
  const { news, at, now } = of;
  switch (news.kind) {
    case 'heard':
      ourThread(draft, at);
      return;
    case 'elsewhere':
      loseThread(draft, handoffs, { ids: tools.ids, appId: news.appId, at, now });
      return;
    case 'given_to_us':
      await regainThread(tools.store, draft, handoffs, { at, now });
      return;
    case 'wanted':
      draft.addNotice({ kind: 'thread_wanted', appId: news.appId }, now);
      return;
  }
}
