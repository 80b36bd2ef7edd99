import { z } from 'zod';
import type { SimulatedConsumers } from './consumers.ts';
import type { GraphStandIn } from './graph/stand-in.ts';

const words = z.string().trim().min(1).max(20_000);
const messageId = z.string().max(200);

type Act = (psid: string, body: unknown) => Promise<unknown>;

/** What a person, or whoever tries things out, can do in a thread, by the last part of the path. */
export function personActions(
  standIn: GraphStandIn,
  consumers: SimulatedConsumers,
): Readonly<Record<string, Act>> {
  return {
    text: act(z.object({ text: words, replyTo: messageId.optional() }), (psid, { text, replyTo }) =>
      consumers.say(psid, text, replyTo),
    ),
    tap: act(z.object({ messageId, index: z.int().min(0) }), (psid, input) =>
      consumers.tap(psid, input.messageId, input.index),
    ),
    postback: act(
      z.object({ payload: z.string().min(1).max(1000), title: z.string().min(1).max(80) }),
      (psid, button) => consumers.postback(psid, button),
    ),
    'get-started': act(z.object({ ref: z.string().max(2083).optional() }), (psid, { ref }) =>
      consumers.getStarted(psid, ref),
    ),
    referral: act(z.object({ ref: z.string().regex(/^[\w=-]{1,2083}$/) }), (psid, { ref }) =>
      consumers.referral(psid, ref),
    ),
    sticker: act(z.object({ stickerId: z.string().regex(/^\d+$/).optional() }), (psid, input) =>
      consumers.sticker(psid, input.stickerId),
    ),
    reaction: act(
      z.object({ messageId, reaction: z.string().max(20).nullable() }),
      (psid, { messageId: mid, reaction }) => consumers.react(psid, mid, reaction),
    ),
    edit: act(z.object({ messageId, text: words }), (psid, { messageId: mid, text }) =>
      consumers.edit(psid, mid, text),
    ),
    'take-back': act(z.object({ messageId }), (psid, { messageId: mid }) =>
      consumers.takeBack(psid, mid),
    ),
    several: act(
      z.object({
        texts: z.array(words).min(1).max(20),
        how: z.enum(['parallel', 'batch', 'reversed']),
      }),
      (psid, { texts, how }) => consumers.sayAll(psid, texts, how),
    ),
    'send-twice': act(z.object({}), (psid) => consumers.duplicateLast(psid)),
    inbox: act(
      z.object({ text: words, takeControl: z.boolean().default(false) }),
      (psid, { text, takeControl }) => standIn.answerInInbox(psid, text, takeControl),
    ),
    'ask-from-inbox': act(z.object({}), (psid) => standIn.askFromInbox(psid)),
    'leave-inbox': act(z.object({}), (psid) => standIn.leaveInbox(psid)),
    clock: act(z.object({ hours: z.number().min(-720).max(720) }), (psid, { hours }) =>
      standIn.moveClock(hours, psid),
    ),
  };
}

/** @throws ZodError for a body that cannot be used */
function act<Schema extends z.ZodType>(
  schema: Schema,
  run: (psid: string, input: z.infer<Schema>) => Promise<unknown> | void,
): Act {
  return async (psid, body) => run(psid, schema.parse(body));
}
