import type { StaffName } from './case.ts';
import type { Instant } from './ids.ts';

/** A file that shows what few should see, such as an ID card: it is covered until somebody asks for it. */
export interface SensitiveMark {
  readonly at: Instant;
  /** Null: by the program, by what it was sent for or what was written beside it. */
  readonly by: StaffName | null;
}

/** What forms ask for that shows a person's papers or health. */
const SENSITIVE_KINDS: readonly string[] = ['power_of_attorney', 'medical_note'];

/** Whether a file that was sent for this is to be covered. */
export function isSensitiveKind(kind: string | null): boolean {
  return kind !== null && SENSITIVE_KINDS.includes(kind);
}

const PAPERS =
  /บัตร\s*(?:ประจำตัว)?\s*(?:ปชช|ประชาชน)|หน้าบัตร|ทะเบียนบ้าน|พาสปอร์ต|หนังสือเดินทาง|ใบขับขี่|หน้าสมุดบัญชี|\b(?:id card|identity card|passport|driving licen[cs]e|house registration)\b/i;
const NONE_SENT = /ไม่(?:ได้)?(?:มี|ส่ง|ให้|ต้อง)|ขอ(?:รูป|ถ่าย|ดู)?บัตร|\b(?:no|not|never|without)\b/i;

/** Whether words beside a file say that it shows somebody's papers. */
export function tellsOfPapers(words: string): boolean {
  return PAPERS.test(words) && !NONE_SENT.test(words);
}

const POINTS =
  /อัน(?:นั้น|นี้|แรก|ก่อน|ที่|เมื่อกี้)|เมื่อกี้|ที่(?:เพิ่ง|พึ่ง)?ส่ง|(?:รูป|ภาพ|ไฟล์)(?:นั้น|นี้|แรก|ก่อน|ที่|บน|สุดท้าย|เมื่อ|เป็น|คือ|มี)|\b(?:that|this|it) (?:is|was)\b|\bthat's\b|\b(?:i|just) sent\b|\b(?:first|last) (?:one|picture|photo|file)\b/i;
/** Longer words tell a story, in which an ID card may be anybody's. */
const NAMES_ONLY = 30;

/**
 * Whether words that came without a file say of an earlier one that it shows papers: by pointing at
 * it, or by naming the papers and little else. Null: they do not.
 */
export function pointsAtPapers(words: string): 'points' | 'names' | null {
  if (!tellsOfPapers(words)) return null;
  if (POINTS.test(words)) return 'points';
  return words.trim().length <= NAMES_ONLY && !/[?？]|ไหม|หรือ/.test(words) ? 'names' : null;
}
