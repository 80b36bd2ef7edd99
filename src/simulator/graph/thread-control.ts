import { notAllowed } from './fault.ts';
import type { Person } from './person.ts';

/** The Page's own inbox in Meta Business Suite. */
export const INBOX_APP_ID = '263902037430900';

/** Whether Meta's inbox has the thread: our events come on `standby` then. */
export function isElsewhere(person: Person): boolean {
  return person.owner === 'inbox';
}

/** @throws GraphFault 10/2018300 when another app has the thread */
export function checkMaySend(person: Person): void {
  if (!isElsewhere(person)) return;
  throw notAllowed(
    'Message failed to send because another app is controlling this thread now',
    2018300,
  );
}
