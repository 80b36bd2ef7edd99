import { badParameter } from './fault.ts';
import { messageIn } from './people.ts';
import type { Person } from './person.ts';
import type { SendRequest } from './send-request.ts';

/** How long Messenger shows the typing dots without a new sign. */
const TYPING_MS = 20_000;

/** Carries out typing, seen and reactions of the Page. @throws GraphFault 100 */
export function applySenderAction(
  person: Person,
  { action, payload }: Extract<SendRequest, { kind: 'action' }>,
  now: number,
): void {
  switch (action) {
    case 'typing_on':
      person.typingUntil = now + TYPING_MS;
      return;
    case 'typing_off':
      person.typingUntil = 0;
      return;
    case 'mark_seen':
      person.pageSeenAt = now;
      return;
    case 'react':
    case 'unreact': {
      const item = messageIn(person, payload?.message_id ?? '');
      if (item === null) throw badParameter('Param payload[message_id] must be a valid message');
      if (action === 'react') item.reactions.page = payload?.reaction ?? 'love';
      else delete item.reactions.page;
    }
  }
}
