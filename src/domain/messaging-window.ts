import type { Instant } from './ids.ts';

const HOUR = 3_600_000;
/** Standard messaging window (Meta, "Message windows and tags"). */
export const STANDARD_WINDOW_MS = 24 * HOUR;
/** How long a person, never a bot, may still answer with the HUMAN_AGENT tag. */
export const HUMAN_AGENT_WINDOW_MS = 7 * 24 * HOUR;

export type WindowRule =
  | { readonly allowed: true; readonly messagingType: 'RESPONSE' | 'UTILITY' }
  | { readonly allowed: true; readonly messagingType: 'MESSAGE_TAG'; readonly tag: 'HUMAN_AGENT' }
  | { readonly allowed: false; readonly reason: 'window_closed' | 'human_agent_not_granted' };

/** How, if at all, a message may be sent now, by who sends it and when the person last acted. */
export function windowRule(input: {
  readonly sender: 'bot' | 'agent';
  /** Null when the person never acted: nothing may be sent. */
  readonly openedAt: Instant | null;
  readonly now: Instant;
  /** Whether Meta granted the Human Agent feature to this app. */
  readonly humanAgentGranted: boolean;
  /** Whether the message is a utility template, which Meta lets through at any time. */
  readonly template?: boolean;
}): WindowRule {
  const { sender, openedAt, now, humanAgentGranted, template = false } = input;
  if (openedAt === null) return { allowed: false, reason: 'window_closed' };
  const elapsed = now - openedAt;
  if (elapsed < STANDARD_WINDOW_MS) return { allowed: true, messagingType: 'RESPONSE' };
  if (template) return { allowed: true, messagingType: 'UTILITY' };
  if (sender === 'bot' || elapsed >= HUMAN_AGENT_WINDOW_MS) {
    return { allowed: false, reason: 'window_closed' };
  }
  return humanAgentGranted
    ? { allowed: true, messagingType: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }
    : { allowed: false, reason: 'human_agent_not_granted' };
}
