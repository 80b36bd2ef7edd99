import { z } from 'zod';

/** Field by which the app subscribes to a kind of event (Meta, "Webhook events"). */
const FIELD_OF: Readonly<Record<string, string>> = {
  message: 'messages',
  postback: 'messaging_postbacks',
  referral: 'messaging_referrals',
  delivery: 'message_deliveries',
  read: 'message_reads',
  reaction: 'message_reactions',
  message_edit: 'message_edits',
  pass_thread_control: 'messaging_handovers',
  take_thread_control: 'messaging_handovers',
  request_thread_control: 'messaging_handovers',
};

const ALL = [...new Set([...Object.values(FIELD_OF), 'message_echoes', 'standby'])];
const echo = z.looseObject({ message: z.looseObject({ is_echo: z.literal(true) }) });

/** Which events the app gets. At first every one, so that the simulator works without set-up. */
export class Subscriptions {
  fields: readonly string[] = ALL;

  /** Whether the app gets this event. */
  covers(event: Readonly<Record<string, unknown>>): boolean {
    if (echo.safeParse(event).success) return this.fields.includes('message_echoes');
    const kind = Object.keys(FIELD_OF).find((key) => key in event);
    return kind !== undefined && this.fields.includes(FIELD_OF[kind] ?? '');
  }
}
