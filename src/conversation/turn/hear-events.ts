import { handoffId, type Instant } from '../../domain/ids.ts';
import type { IntakeEvent } from '../../domain/intake-event.ts';
import { maskSensitive } from '../../domain/sensitive.ts';
import type { Change } from '../../ports.ts';
import type { Draft } from '../draft.ts';
import { readEcho } from '../thread/echo.ts';
import { followThread } from '../thread/follow-thread.ts';
import { midOf } from '../heard/inputs.ts';
import { opensWindow } from './opens-window.ts';
import { refOf } from '../heard/referral.ts';
import { requestHandoff } from '../waiting/request-handoff.ts';
import { threadNews } from '../thread/thread-news.ts';
import type { TakeTurnTools } from './turn-tools.ts';
import { keepHandoff, type TurnWork } from '../turn-work.ts';

type Settled = NonNullable<Change['settled']>[number];

/**
 * Puts into the draft what events tell beside the person's words: echoes, who holds the thread,
 * where the person comes from, and that the window is open.
 * @param heard.doubled `mid`s of events that came before, on the other channel
 * @returns the messages that echoes have shown to be sent
 */
export async function hearEvents(
  tools: TakeTurnTools,
  draft: Draft,
  work: TurnWork,
  heard: {
    readonly events: readonly IntakeEvent[];
    readonly doubled: ReadonlySet<string>;
    readonly now: Instant;
  },
): Promise<Settled[]> {
  const { events, doubled, now } = heard;
  const settled: Settled[] = [];
  for (const event of events) {
    if (event.kind === 'echo') settled.push(...hearEcho(tools, draft, work, event, now));
    const news = doubled.has(midOf(event) ?? '') ? null : threadNews(event, tools.appId);
    if (news !== null) {
      await followThread(tools, draft, work.handoffs, { news, at: event.at, now });
    }
    const ref = refOf(event);
    if (ref !== null && event.at >= (draft.conversation.origin?.at ?? 0)) {
      draft.update({ origin: { ref, at: event.at } });
    }
    if (opensWindow(event)) {
      const opened = draft.conversation.windowOpenedAt ?? 0;
      draft.update({ windowOpenedAt: Math.max(opened, event.at) });
    }
  }
  return settled;
}

function hearEcho(
  tools: TakeTurnTools,
  draft: Draft,
  work: TurnWork,
  event: IntakeEvent,
  now: Instant,
): Settled[] {
  const echo = readEcho(event, tools.appId);
  switch (echo.status) {
    case 'ours':
      return [{ id: echo.id, outcome: { status: 'sent', at: event.at, mid: echo.mid } }];
    case 'elsewhere':
      draft.addMirrored(maskSensitive(echo.text).text, event.at, echo.mid);
      pauseBot(tools, draft, work, now);
      return [];
    case 'unreadable':
      return [];
  }
}

/** Somebody answered in Business Suite or another app: the bot is silent until an agent gives back. */
function pauseBot(tools: TakeTurnTools, draft: Draft, work: TurnWork, now: Instant): void {
  if (draft.conversation.control.holder !== 'bot') return;
  const id = handoffId(tools.ids.next());
  keepHandoff(work, requestHandoff(draft, id, 'answered_elsewhere', now));
  draft.addNotice({ kind: 'answered_elsewhere' }, now);
}
