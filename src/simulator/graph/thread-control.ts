/** Who may write in a thread, as Meta's conversation routing has it. */
import { z } from 'zod';
import { badParameter, GraphFault, notAllowed } from './fault.ts';
import type { Person } from './person.ts';
import type { WebhookEvent } from './webhook-events.ts';

/** The Page's own inbox in Meta Business Suite. */
export const INBOX_APP_ID = '263902037430900';

const DAY_S = 24 * 3_600;
const id = z.coerce.string().regex(/^\d+$/);
const call = z.looseObject({ recipient: z.looseObject({ id: z.coerce.string() }) });
const passing = call.extend({ target_app_id: id, metadata: z.string().optional() });
const extending = call.extend({
  duration: z.coerce
    .number()
    .int()
    .positive()
    .max(7 * DAY_S),
});

export type ThreadCall = 'pass' | 'take' | 'request' | 'release' | 'extend';

/** Whether another app has the thread: our events come on `standby` then. */
export function isElsewhere(person: Person): boolean {
  return person.owner === 'inbox' || person.owner === 'other';
}

/** @throws GraphFault 10/2018300 when another app has the thread */
export function checkMaySend(person: Person): void {
  if (!isElsewhere(person)) return;
  throw notAllowed(
    'Message failed to send because another app is controlling this thread now',
    2018300,
  );
}

/** Whom a call is about. @throws GraphFault 100 */
export function recipientOf(body: unknown): string {
  const parsed = call.safeParse(body);
  if (!parsed.success) throw badParameter('The parameter recipient is required');
  return parsed.data.recipient.id;
}

/**
 * Carries out a call of our app.
 * @returns who has the thread then, and until when
 * @throws GraphFault as Meta answers
 */
export function changeControl(
  person: Person,
  name: ThreadCall,
  body: unknown,
  of: { readonly now: number; readonly appId: string; readonly hasDefaultApp: boolean },
): Pick<Person, 'owner' | 'ownedUntil'> {
  const { owner, ownedUntil } = person;
  const until = of.now + DAY_S * 1_000;
  switch (name) {
    case 'pass': {
      const { target_app_id: target } = read(passing, body);
      mustOwn(person);
      return { owner: ownerOf(target, of.appId), ownedUntil: until };
    }
    case 'take':
      if (!of.hasDefaultApp) {
        throw new GraphFault({
          code: 27,
          message: '(#27) Taking control needs a default app in the conversation routing settings',
        });
      }
      return { owner: 'app', ownedUntil: until };
    case 'request':
      return { owner, ownedUntil };
    case 'release':
      mustOwn(person);
      return { owner: 'idle', ownedUntil: 0 };
    case 'extend': {
      const { duration } = read(extending, body);
      mustOwn(person);
      return { owner, ownedUntil: of.now + duration * 1_000 };
    }
  }
}

/** What `GET /{page}/thread_owner` answers: nothing while nobody has the thread. */
export function threadOwner(person: Person, appId: string): readonly object[] {
  if (person.owner === 'idle') return [];
  const owner = { app: appId, inbox: INBOX_APP_ID, other: '1' }[person.owner];
  const expiration = Math.floor(person.ownedUntil / 1_000);
  return [{ thread_owner: { app_id: owner, ...(expiration > 0 && { expiration }) } }];
}

/** What our app is told when a thread is moved to it, taken from it, or asked for. */
export function handoverEvent(
  of: { readonly pageId: string; readonly psid: string; readonly at: number },
  name: 'pass' | 'take' | 'request',
  apps: { readonly from: string; readonly to: string },
): WebhookEvent {
  const moved = { previous_owner_app_id: apps.from, new_owner_app_id: apps.to, metadata: null };
  const asked = { requested_owner_app_id: Number(apps.to), metadata: null };
  return {
    sender: { id: of.psid },
    recipient: { id: of.pageId },
    timestamp: of.at,
    [`${name}_thread_control`]: name === 'request' ? asked : moved,
  };
}

function ownerOf(target: string, appId: string): Person['owner'] {
  if (target === appId) return 'app';
  return target === INBOX_APP_ID ? 'inbox' : 'other';
}

function mustOwn(person: Person): void {
  if (!isElsewhere(person)) return;
  throw badParameter('The app is not the thread owner', 2534037);
}

function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw badParameter(`The parameter ${parsed.error.issues[0]?.path.join('.') ?? ''} is required`);
}
