/**
 * The kinds of Page events that the desk reads, by the names of Meta's field list. Not
 * `response_feedback`: subscribing to it puts thumbs under every message.
 */
export const SUBSCRIPTION_FIELDS = [
  'messages',
  'messaging_postbacks',
  'messaging_referrals',
  'message_echoes',
  'message_deliveries',
  'message_reads',
  'message_reactions',
  'message_edits',
  'messaging_handovers',
  'standby',
  'messaging_policy_enforcement',
] as const;

export function missingFields(subscribed: readonly string[]): string[] {
  return SUBSCRIPTION_FIELDS.filter((field) => !subscribed.includes(field));
}
