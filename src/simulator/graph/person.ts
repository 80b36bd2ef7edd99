import type { PageMessage } from './send-request.ts';

export interface PersonAttachment {
  readonly type: 'image' | 'audio' | 'video' | 'file';
  /** Id in the media store. */
  readonly mediaId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

export type PersonContent =
  | { readonly kind: 'text'; readonly text: string; readonly quickReply?: string }
  | { readonly kind: 'postback'; readonly title: string; readonly payload: string }
  | { readonly kind: 'attachments'; readonly attachments: readonly PersonAttachment[] }
  | { readonly kind: 'sticker'; readonly stickerId: string };

interface MessageBase {
  readonly mid: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Reactions on the message by side: `love`, `like` … */
  reactions: Partial<Record<'person' | 'page', string>>;
}

/** A message from the Page. */
export interface FromPage extends MessageBase {
  readonly side: 'page';
  readonly message: PageMessage;
  readonly by: 'app' | 'inbox';
  seenAt: number | null;
}

/** A message from the person. `delivery` tells whether the app's webhook took it. */
export interface FromPerson extends MessageBase {
  readonly side: 'person';
  content: PersonContent;
  edits: number;
  takenBack: boolean;
  delivery: 'sending' | 'acknowledged' | 'failed';
}

export type ThreadItem = FromPage | FromPerson;

/** One invented consumer and the thread with the Page, both ways, in order. */
export interface Person {
  readonly psid: string;
  readonly firstName: string;
  readonly lastName: string;
  /** False for an account without a profile (made with a phone number). */
  readonly hasProfile: boolean;
  readonly messages: ThreadItem[];
  /** The last action that opened the window; null before the first. */
  openedAt: number | null;
  /** How far this person's clock runs ahead, for trying out the window. */
  aheadMs: number;
  typingUntil: number;
  /** Up to when the Page has seen the person's messages; 0 when never. */
  pageSeenAt: number;
  /** Who is in control of the thread: our app, Meta's own inbox, another app, or nobody. */
  owner: 'app' | 'inbox' | 'other' | 'idle';
  /** Until when, in milliseconds since 1970; 0 while it was never passed on. */
  ownedUntil: number;
  /** How many windows show this thread now. */
  viewers: number;
  /** The last sends to this person that Graph refused, newest last. */
  readonly refusals: Refusal[];
}

/** A send of the Page that never reached the person. */
export interface Refusal {
  readonly at: number;
  readonly code: number;
  readonly subcode: number | null;
  readonly message: string;
}

/** What the stand-in says of a person's name in its invented profiles. */
export const NAMES: readonly (readonly [string, string])[] = [
  ['สมหญิง', 'ใจดี'],
  ['ธนกร', 'มีสุข'],
  ['พิมพ์ชนก', 'แสงทอง'],
  ['อนุชา', 'รุ่งเรือง'],
  ['กมลวรรณ', 'ศรีสุข'],
  ['ณัฐพล', 'วงศ์ไทย'],
  ['สุดารัตน์', 'บุญมา'],
  ['วีรภัทร', 'ทองคำ'],
  ['จิราพร', 'ชื่นใจ'],
  ['ปิยะ', 'สุขสวัสดิ์'],
];
