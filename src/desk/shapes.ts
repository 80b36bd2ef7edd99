/** What the desk's interface answers: read by its pages and described in OpenAPI. */
import { z } from 'zod';
import { INTENTS } from '../domain/problem-types.ts';
import { ROLES } from '../domain/staff.ts';

export { caseShape, type CaseView } from './cases/case-shapes.ts';

export const time = z.iso.datetime();
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const conversationShape = z.object({
  id: z.string(),
  control: z.enum(['bot', 'queue', 'agent']),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Which app of the Page may write to the person; `appId` null: ours, or not known. */
  thread: z.object({
    holder: z.enum(['ours', 'other']),
    appId: z.string().nullable(),
    since: time.nullable(),
  }),
  /** The `ref` of the m.me link by which the person came last. */
  origin: z.string().nullable(),
  psid: z.string(),
  name: z.string().nullable(),
  language: z.enum(['th', 'en']),
  problemType: z.enum(INTENTS).nullable(),
  urgency: z.enum(['urgent', 'normal']),
  waitingSince: time.nullable(),
  /** Laid aside until then by who has it. */
  snoozedUntil: time.nullable(),
  lastMessage: z
    .object({
      from: z.enum(['consumer', 'bot', 'agent', 'page', 'system']),
      text: z.string(),
      at: time,
      takenBack: z.boolean(),
    })
    .nullable(),
  unread: z.number(),
  resolvedAt: time.nullable(),
  /** Until when Messenger lets anybody answer, and until when still a person. Null: not at all. */
  window: z.object({ freeUntil: time.nullable(), asPersonUntil: time.nullable() }),
  cases: z.array(z.string()),
});

/** `cursor`: where it stands in the list; what is behind it is asked for with it. */
export const listedShape = conversationShape.extend({ cursor: z.string() });

export const countsShape = z.object({
  mine: z.number(),
  mineUnread: z.number(),
  /** All of mine, those laid aside too; null: too many to name. */
  mineIds: z.array(z.string()).nullable(),
  /** Mine that are laid aside; `mine` counts the others. */
  snoozed: z.number(),
  queue: z.number(),
  bot: z.number(),
  agent: z.number(),
});

const author = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('consumer') }),
  z.object({ kind: z.literal('bot') }),
  z.object({ kind: z.literal('agent'), staffId: z.string(), name: z.string() }),
  z.object({ kind: z.literal('page') }),
  z.object({ kind: z.literal('system') }),
]);
const failureReason = z.enum([
  'forbidden_host',
  'too_large',
  'expired',
  'unreachable',
  'not_a_file',
]);
const attachment = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('stored'),
    type: z.string(),
    evidenceId: z.string(),
    mediaType: z.string(),
    bytes: z.number(),
    /** Covered until somebody asks for it. */
    sensitive: z.boolean(),
  }),
  z.object({
    status: z.literal('failed'),
    type: z.string(),
    reason: failureReason,
  }),
]);
const sharedItem = z.object({
  kind: z.enum(['link', 'post', 'reel', 'location', 'product', 'appointment', 'other']),
  title: z.string().nullable(),
  url: z.string().nullable(),
});
const choices = z.array(z.string());
const incoming = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('pressed'), text: z.string() }),
  z.object({
    kind: z.literal('attachments'),
    text: z.string().nullable(),
    attachments: z.array(attachment),
    shared: z.array(sharedItem),
  }),
  z.object({ kind: z.literal('sticker'), liked: z.boolean() }),
  z.object({ kind: z.literal('unsupported') }),
  /** The person took the message back: what it said is not shown. */
  z.object({ kind: z.literal('taken_back'), takenBackAt: time }),
]);
const outgoing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), choices }),
  z.object({
    kind: z.literal('cards'),
    cards: z.array(z.object({ title: z.string(), subtitle: z.string().nullable() })),
    choices,
  }),
  z.object({
    kind: z.literal('file'),
    evidenceId: z.string(),
    mediaType: z.string(),
    bytes: z.number(),
    name: z.string(),
  }),
]);
const deliveryShape = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('queued'),
    /** Until when it can be withdrawn; null: it cannot. */
    leavesAt: time.nullable(),
  }),
  /** Its writer took it back before it left. */
  z.object({ status: z.literal('withdrawn'), at: time }),
  z.object({ status: z.literal('retrying'), attempts: z.number(), reason: z.string() }),
  z.object({ status: z.literal('parked'), reason: z.string() }),
  z.object({
    status: z.literal('sent'),
    at: time,
    /** How far it has come: to Facebook, to the person's device, before their eyes. */
    reached: z.enum(['facebook', 'delivered', 'read']),
  }),
  z.object({ status: z.literal('failed'), at: time, reason: z.string() }),
]);
export const noticeShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('handoff_requested'), reason: z.string() }),
  z.object({ kind: z.literal('handoff_overdue'), minutes: z.int() }),
  z.object({ kind: z.literal('claimed'), by: z.string() }),
  z.object({ kind: z.literal('assigned'), to: z.string() }),
  z.object({ kind: z.literal('assignment_missed'), by: z.string(), minutes: z.int() }),
  z.object({ kind: z.literal('put_back'), by: z.string() }),
  z.object({ kind: z.literal('supervisors_alarmed') }),
  z.object({ kind: z.literal('snooze_over') }),
  z.object({ kind: z.literal('released'), by: z.string() }),
  z.object({ kind: z.literal('transferred'), by: z.string(), to: z.string() }),
  z.object({ kind: z.literal('resolved'), by: z.string() }),
  z.object({ kind: z.literal('answered_elsewhere') }),
  z.object({ kind: z.literal('thread_elsewhere'), appId: z.string().nullable() }),
  z.object({ kind: z.literal('thread_returned') }),
  z.object({ kind: z.literal('thread_wanted'), appId: z.string().nullable() }),
  z.object({
    kind: z.literal(['thread_taken', 'thread_requested', 'thread_released', 'thread_passed']),
    by: z.string(),
  }),
  z.object({ kind: z.literal('case_opened'), reference: z.string() }),
  z.object({ kind: z.literal('case_status'), reference: z.string(), status: z.string() }),
]);
const line = { id: z.string(), seq: z.number(), at: time, author };
/** The person's reaction that stands; `emoji` null where Facebook tells only its name. */
const reaction = z.object({ name: z.string(), emoji: z.string().nullable() }).nullable();
export const messageShape = z.discriminatedUnion('direction', [
  z.object({
    ...line,
    direction: z.literal('in'),
    content: incoming,
    /** Earlier versions of an edited text, oldest first. Empty: never edited. */
    versions: z.array(z.object({ text: z.string(), at: time })),
    reaction,
    /** The line that this one answers; null: none. `id` and `from` null: it is not here. */
    replyTo: z
      .object({
        id: z.string().nullable(),
        from: author.nullable(),
        text: z.string(),
      })
      .nullable(),
    /** Seen while another app held the thread, whose business the answer was. */
    standby: z.boolean(),
  }),
  z.object({
    ...line,
    direction: z.literal('out'),
    content: outgoing,
    delivery: deliveryShape,
    reaction,
  }),
  z.object({
    ...line,
    direction: z.literal('none'),
    content: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('note'), text: z.string() }),
      z.object({ kind: z.literal('notice'), notice: noticeShape }),
    ]),
  }),
]);

export const evidenceShape = z.object({
  id: z.string(),
  sha256: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  origin: z.string(),
  receivedAt: time,
  /** Covered until somebody asks for it. */
  sensitive: z.boolean(),
});

/** A file that was sent and did not arrive. */
const missedShape = z.object({
  id: z.string(),
  type: z.string(),
  reason: failureReason,
  /** Whether the bot has asked for it again. */
  askedAgain: z.boolean(),
  at: time,
});
export const evidenceListShape = listOf(evidenceShape).extend({
  notReceived: z.array(missedShape),
});

export const colleagueShape = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
});

export const unansweredShape = z.object({
  id: z.string(),
  conversationId: z.string(),
  text: z.string(),
  at: time,
});

export const unansweredGroupShape = z.object({
  question: unansweredShape,
  count: z.int(),
  ids: z.array(z.string()),
  wordings: z.array(z.string()),
});

export const changeEvent = z.object({
  topic: z.enum(['conversation', 'thread', 'viewers', 'case', 'faq', 'page', 'duty']),
  subject: z.string(),
  /** The conversation is in the lists in which it was. */
  sameLists: z.literal(true).optional(),
});

export type Counts = z.infer<typeof countsShape>;
export type ChangeEvent = z.infer<typeof changeEvent>;
export type ConversationView = z.infer<typeof conversationShape>;
export type ListedView = z.infer<typeof listedShape>;
export type MessageView = z.infer<typeof messageShape>;
export type DeliveryView = z.infer<typeof deliveryShape>;
export type AttachmentView = z.infer<typeof attachment>;
export type SharedView = z.infer<typeof sharedItem>;
export type NoticeView = z.infer<typeof noticeShape>;
export type MissedView = z.infer<typeof missedShape>;
export type EvidenceView = z.infer<typeof evidenceShape>;
