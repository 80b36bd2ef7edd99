import { notAllowed } from './fault.ts';
import type { Person } from './person.ts';
import type { SendRequest } from './send-request.ts';

const HOUR = 3_600_000;
const STANDARD_MS = 24 * HOUR;
const TAGGED_MS = 7 * 24 * HOUR;

/**
 * Meta's own rule, written apart from the desk's so that the one checks the other.
 * @throws GraphFault 10/2018278 when the person's last opening action is too long ago
 */
export function checkWindow(
  request: SendRequest,
  person: Person,
  now: number,
  humanAgentGranted: boolean,
): void {
  const elapsed = person.openedAt === null ? Infinity : now + person.aheadMs - person.openedAt;
  const tagged = request.kind === 'message' && request.messagingType === 'MESSAGE_TAG';
  if (tagged && request.tag === 'HUMAN_AGENT' && !humanAgentGranted) {
    throw notAllowed('Application does not have the capability to use the human agent tag');
  }
  if (elapsed > (tagged ? TAGGED_MS : STANDARD_MS)) {
    throw notAllowed(
      'This message is sent outside of allowed window. Learn more about the new policy here: https://developers.facebook.com/docs/messenger-platform/policy-overview',
      2018278,
    );
  }
}
