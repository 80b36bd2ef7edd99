import { normalise } from '../understanding/normalise.ts';

/** What a person may ask about their own data; each is the name of a flow. */
export type DataWish = 'my_data' | 'take_back_file' | 'delete_data';

/** Longer words are a story: of a shop that deleted its page, say. */
const LONGEST = 70;

// Tone marks are left out, they are mistyped most; so are the spaces.
const ME = '(?:ของ)?(?:ฉัน|ผม|หนู|เรา|ดิฉัน|กระผม|ตัวเอง|สวนตัว|สวนบุคคล)';
const DATA = '(?:ขอ|คอ)มู[ลนร](?:สวน(?:ตัว|บุคคล))?';
const WISH = '^(?:รบกวน|แอดมิน|เจ้าหน้าที|เจาหนาที|คุณ|นี)?(?:อยาก|ขอ|ชวย|ตองการ|จะ|ให|ฉัน|ผม|หนู)*';
const HELD = new RegExp(
  `(?:มี|เก็บ|เกบ|รู)(?:${DATA})(?:อะไร|ไร|ใด)?(?:${ME})?(?:อะไร|ไร|ใด|ไว)?(?:บาง|มัง|ไหม|มัย)` +
    `|${WISH}(?:ดู|เช็ค|เชค|สำเนา|ตรวจ)${DATA}${ME}|^${DATA}${ME}(?:มี)?(?:อะไร|ไร)(?:บาง|มัง)?`,
);
const FILE = `${WISH}(?:ลบ|เอา|ถอน)(?:คืน)?(?:ร[ูุ]ป|ภาพ|ไฟล|ไฟ|สลิป|คลิป|วิดีโอ|วีดีโอ|เสียง)(?:ภาพ)?(?:นี|นัน|เมือกี|ที(?:ส่ง|สง)(?:ไป|มา)?|ล่าสุด|ลาสุด|ออก|คืน|ทิง|หนอย|ของ(?:ฉัน|ผม|หนู)|ได|ไหม|มัย|ไป|ให|ที)*`;
const TAKE_BACK = new RegExp(`${FILE}$`);
const DELETE = new RegExp(
  `${WISH}ลบ(?:${DATA}|ประวัติ(?:แชต|แชท|การคุย)?|บัญชี${ME}|แชต|แชท)(?!ปลอม|เทจ)(?:ทังหมด|${ME}|ออก|ทิง|หนอย|ที|สง|ให|ศูนย|ไป|มา|ได|ไหม|มัย|จากระบบ)*$` +
    '|(?:ถอน|ยกเลิก)(?:ความ)?ยินยอม',
);
const PARTICLES = /(?:ครับ|คับ|ครบ|ค่ะ|คะ|คา|นะ|น่ะ|จา|จะ|หนอย|เลย|ดวย|ที)+$/;

const ENGLISH: readonly (readonly [DataWish, RegExp])[] = [
  [
    'my_data',
    /\bwhat (?:data|information|info)?\s*(?:do|are|have) you (?:hold|have|keep|know|got|holding|storing|store)\b.*\b(?:me|my)\b|\b(?:show|see|access) (?:me )?my (?:data|information)\b/i,
  ],
  [
    'take_back_file',
    /\b(?:take back|delete|remove|erase|withdraw) (?:this|that|my|the|the last) (?:photo|picture|image|file|slip|video|screenshot)\b/i,
  ],
  [
    'delete_data',
    /\b(?:delete|erase|remove|forget) (?:all )?(?:of )?(?:my|me|about me)\b.*\b(?:data|information|info|chat|history)\b|\bforget me\b|\bwithdraw (?:my )?consent\b/i,
  ],
];

/**
 * Whether the words ask what is held about the person, ask for a file back, or ask to be forgotten.
 * Small misspellings are allowed; a story in which somebody else deletes something is none.
 */
export function dataWishIn(typed: string): DataWish | null {
  if (typed.length > LONGEST) return null;
  const english = ENGLISH.find(([, pattern]) => pattern.test(typed));
  if (english !== undefined) return english[0];
  const folded = normalise(typed)
    .replace(/[\u0e47-\u0e4e]/g, '')
    .replace(/[\s?!.,"'“”]+/g, '');
  const text = folded.replace(PARTICLES, '');
  if (TAKE_BACK.test(text)) return 'take_back_file';
  if (DELETE.test(text)) return 'delete_data';
  return HELD.test(text) ? 'my_data' : null;
}
