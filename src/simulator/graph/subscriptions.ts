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

/** Which events the app gets. At first every one, so that the simulator works without set-up. */
export class Subscriptions {
  fields: readonly string[] = ALL;

  /** Whether the app gets this event. */
  covers(event: Readonly<Record<string, unknown>>): boolean {
    const kind = Object.keys(FIELD_OF).find((key) => key in event);
    if (kind === undefined) return false;
    const message = event['message'] as { is_echo?: boolean } | undefined;
    return this.fields.includes(
      message?.is_echo === true ? 'message_echoes' : (FIELD_OF[kind] ?? ''),
    );
  }
}
