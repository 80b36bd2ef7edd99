/** What the Send API takes, with Meta's documented limits (Send API reference, June 2026). */
import { z } from 'zod';
import { badParameter } from './fault.ts';

const atMost = (limit: number, name: string) =>
  z.string().max(limit, `Length of param ${name} must be less than or equal to ${limit}`);
const title = atMost(20, 'title').min(1, 'Param title must not be empty');
const payload = atMost(1000, 'payload').min(1, 'Param payload must not be empty');
const link = z.url({ protocol: /^https?$/, error: 'Param url must be a valid URL' });

const buttonShape = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('postback'), title, payload }),
  z.looseObject({ type: z.literal('web_url'), title, url: link }),
  z.looseObject({ type: z.literal('phone_number'), title, payload }),
]);

const buttons = z
  .array(buttonShape)
  .min(1, 'Param buttons must have at least 1 element')
  .max(3, 'Param buttons must have at most 3 elements');

const card = z
  .looseObject({
    title: atMost(80, 'title').min(1, 'Param title must not be empty'),
    subtitle: atMost(80, 'subtitle').optional(),
    image_url: link.optional(),
    buttons: buttons.optional(),
  })
  .refine(
    (element) => Object.keys(element).length > 1,
    'Generic template elements need a title and one more property',
  );

const template = z.discriminatedUnion('template_type', [
  z.looseObject({
    template_type: z.literal('button'),
    text: atMost(640, 'text').min(1, 'Param text must not be empty'),
    buttons,
  }),
  z.looseObject({
    template_type: z.literal('generic'),
    elements: z
      .array(card)
      .min(1, 'Param elements must have at least 1 element')
      .max(10, 'Param elements must have at most 10 elements'),
  }),
]);

/** A link, or a file that was uploaded ahead. */
const media = z
  .looseObject({ url: link.optional(), attachment_id: z.string().optional() })
  .refine(
    ({ url, attachment_id: id }) => (url === undefined) !== (id === undefined),
    'Param attachment[payload] must have exactly one of url and attachment_id',
  );

const attachment = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('image'), payload: media }),
  z.looseObject({ type: z.literal('audio'), payload: media }),
  z.looseObject({ type: z.literal('video'), payload: media }),
  z.looseObject({ type: z.literal('file'), payload: media }),
  z.looseObject({ type: z.literal('template'), payload: template }),
]);

const quickReply = z.discriminatedUnion('content_type', [
  z.looseObject({ content_type: z.literal('text'), title, payload, image_url: link.optional() }),
  z.looseObject({ content_type: z.literal('user_phone_number') }),
  z.looseObject({ content_type: z.literal('user_email') }),
]);

/** What a message names and fills in. */
const sentTemplate = z.looseObject({
  name: z.string().min(1),
  language: z.looseObject({ code: z.string().min(1) }),
  components: z
    .array(
      z.looseObject({
        type: z.literal('body'),
        parameters: z.array(z.looseObject({ type: z.literal('text'), text: z.string().min(1) })),
      }),
    )
    .default([]),
});

const messageShape = z.looseObject({
  text: z.string().max(1999, 'Length of param message[text] must be less than 2000').optional(),
  attachment: attachment.optional(),
  template: sentTemplate.optional(),
  quick_replies: z
    .array(quickReply)
    .max(13, 'Param message[quick_replies] must have at most 13 elements')
    .optional(),
  metadata: z
    .string()
    .max(999, 'Length of param message[metadata] must be less than 1000')
    .optional(),
});

const requestShape = z.looseObject({
  recipient: z.looseObject({ id: z.union([z.string(), z.number()]).transform(String) }),
  message: messageShape.optional(),
  sender_action: z
    .enum(['typing_on', 'typing_off', 'mark_seen', 'react', 'unreact'], {
      error:
        'Param sender_action must be one of {TYPING_ON, TYPING_OFF, MARK_SEEN, REACT, UNREACT}',
    })
    .optional(),
  payload: z.looseObject({ message_id: z.string(), reaction: z.string().optional() }).optional(),
  messaging_type: z
    .enum(['RESPONSE', 'UPDATE', 'MESSAGE_TAG', 'UTILITY'], {
      error: 'Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, UTILITY}',
    })
    .optional(),
  // The three other tags are refused since 27 April 2026.
  tag: z
    .enum(['HUMAN_AGENT', 'CUSTOMER_FEEDBACK'], {
      error: 'Param tag must be one of {HUMAN_AGENT, CUSTOMER_FEEDBACK}',
    })
    .optional(),
});

export type PageMessage = z.infer<typeof messageShape>;
export type SentTemplate = z.infer<typeof sentTemplate>;
export type TemplateButton = z.infer<typeof buttonShape>;
type Request = z.infer<typeof requestShape>;

export type SendRequest =
  | {
      readonly kind: 'action';
      readonly psid: string;
      readonly action: NonNullable<Request['sender_action']>;
      readonly payload: Request['payload'];
    }
  | {
      readonly kind: 'message';
      readonly psid: string;
      readonly message: PageMessage;
      readonly messagingType: NonNullable<Request['messaging_type']>;
      readonly tag: Request['tag'];
    };

/** Reads the body of a Send API call. @throws GraphFault 100, as Meta words it */
export function readSendRequest(body: unknown): SendRequest {
  const given = z.looseObject({}).safeParse(body).data ?? {};
  if (given['message'] !== undefined && given['sender_action'] !== undefined) {
    throw badParameter('Cannot send message and sender_action in the same request.', 2018014);
  }
  const request = readParameter(requestShape, body);
  const { message, sender_action: action, messaging_type: messagingType, tag } = request;
  const psid = request.recipient.id;
  if (action !== undefined) return { kind: 'action', psid, action, payload: request.payload };
  const text = message?.text?.trim() ?? '';
  const { attachment: file, template: utility } = message ?? {};
  if (message === undefined || (text === '' && file === undefined && utility === undefined)) {
    throw badParameter('Message cannot be empty, must provide valid attachment or text', 2018034);
  }
  if (text !== '' && file !== undefined) {
    throw badParameter('Message cannot have both text and attachment');
  }
  if ((utility !== undefined) !== (messagingType === 'UTILITY')) {
    throw badParameter('A message template needs the messaging_type UTILITY, and that a template');
  }
  if (messagingType === undefined) throw badParameter('The parameter messaging_type is required');
  if (messagingType === 'MESSAGE_TAG' && tag === undefined) {
    throw badParameter('The parameter tag is required for messaging_type MESSAGE_TAG');
  }
  return { kind: 'message', psid, message, messagingType, tag };
}

/** Reads a call's parameter with a schema whose messages are Meta's. @throws GraphFault 100 */
export function readParameter<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const [root = '', ...rest] = issue?.path.map(String) ?? [];
  const where = root + rest.map((part) => `[${part}]`).join('');
  const told = issue?.message ?? 'Invalid parameter';
  throw badParameter(/^(Param|Length|The|Generic)/.test(told) ? told : `Param ${where}: ${told}`);
}
