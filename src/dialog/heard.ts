import type { SlotValue } from './turn.ts';

/**
 * What is heard between the lines, whatever was asked: who is harmed, that a child writes, that
 * somebody is in despair or angry. The lists are short on purpose: a form asks what they only guess.
 */
const RELATIVE =
  '(?:คุณ)?(?:แม่|พ่อ|ยาย|คุณตา|ปู่|คุณย่า|ป้า|ลุง|น้า|คุณอา|ลูก(?:สาว|ชาย)?|หลาน|พี่(?:สาว|ชาย)|น้อง(?:สาว|ชาย)|สามี|ภรรยา|แฟน|เพื่อน)';
const HARMED = '(?:โดน|ถูก|หลง|เผลอ|โอน|สั่ง|กด|ซื้อ|จ่าย|เสียเงิน|อายุ)(?!แฮ[กค])';
const FOR_ANOTHER = new RegExp(
  `(?:แจ้ง|ร้องเรียน|ถาม)(?:เรื่อง)? ?แทน|แทน ?${RELATIVE}|${RELATIVE}(?:ของ(?:ผม|ฉัน|หนู|เรา))? ?${HARMED}` +
    '|\\bon behalf of\\b|\\b(?:reporting|complaining|writing|filing|asking) for my (?:mother|father|parents?|wife|husband|son|daughter|friend|grand\\w+)\\b' +
    '|\\bmy (?:mother|mom|mum|father|dad|parents?|wife|husband|son|daughter|friend|grand\\w+) (?:was|got|has|sent|lost|paid|ordered|bought|clicked)\\b',
  'i',
);
const AGE =
  /อายุ ?(?:แค่|เพียง)? ?([\d๐-๙]{1,2})(?![\d๐-๙])(?! ?(?:วัน|เดือน|นาที|ชั่วโมง|ชม))|\bi(?:'m| am) (\d{1,2})\b(?! *(?:baht|thb|days?|%|,|\.\d))/i;
const AT_SCHOOL = /(?:อยู่|เรียน)(?:ชั้น)? ?[มป]\. ?[1-6๑-๖]/;
const CHILD_OF_SPEAKER = /(?:ลูก|หลาน|น้อง)(?:สาว|ชาย)?[^\n]{0,12}$/;
const OF_AGE = 18;

const DESPAIR =
  /อยากตาย|ไม่อยากอยู่(?:แล้ว|ต่อ|บนโลก)|ไม่อยากมีชีวิต|ฆ่าตัวตาย|คิดสั้น|จบชีวิต|ตายดีกว่า|ตายไปดีกว่า|ไม่รู้จะอยู่ไปทำไม|\b(?:kill|hurt|harm) myself\b|\bsuicid|\bwant to die\b|\bend my life\b|\bdon'?t want to live\b/i;
const ANGER =
  /ห่วยแตก|(?:พูด|คุย)ไม่รู้เรื่อง|ไม่ช่วยอะไร|เสียเวลา|ไม่ได้เรื่อง|โง่|เหี้ย|สัส|ควย|แม่ง|มึง|(?<![\u0e00-\u0e7f])กู(?![้เ]|รู)|\bfuck|\bshit|\buseless\b|\bstupid\b|\bbullshit\b/i;
const CLOCK =
  /(?<![\d:.])(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?น\.?(?![\u0e00-\u0e7f]))?(?![\d:])|(?:ตี|บ่าย) ?(?:[1-5]|หนึ่ง|สอง|สาม|สี่|ห้า)(?:โมง)?|(?:[1-9]|1[01]|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ) ?(?:ทุ่ม|โมง(?:เช้า|เย็น)?)(?:ครึ่ง)?|เที่ยงคืน|เที่ยงวัน|\b(?:1[0-2]|[1-9])(?::[0-5]\d)? ?[ap]m\b/i;

const SHOP_CALLED =
  /(?:ร้าน(?:ค้า)?|เพจ) ?ชื่อ(?:ว่า)?|ชื่อ(?:ร้าน(?:ค้า)?|เพจ)(?:ว่า|คือ|:)?|\b(?:shop|store|page|seller)(?: is)? (?:called|named)\b/i;
const QUOTED = /^\s*["“‘']([^"”’'\n]{2,60})["”’']/;
const ENGLISH_NAME = /^\s*([A-Z][\w&'.-]*(?: [A-Z][\w&'.-]*){0,3})/;
const THAI_NAME = /^\s*([^\s"“”,]{2,60})/;
const NAME_ENDS =
  /(?:เป็น|แล้ว|โอน|สั่ง|ซื้อ|แต่|ไม่|โดน|บล็อ[กค]|หลอก|โกง|ราคา|จ่าย|ค่ะ|คะ|ครับ|คับ|นะ|อะไร|[,!?…]).*$/u;

/** What the other side is called, where the words say so; null where they only may. */
function shopIn(text: string): string | null {
  const called = SHOP_CALLED.exec(text);
  if (called === null) return null;
  const rest = text.slice(called.index + called[0].length);
  const whole = QUOTED.exec(rest)?.[1] ?? ENGLISH_NAME.exec(rest)?.[1];
  const name = whole ?? THAI_NAME.exec(rest)?.[1]?.replace(NAME_ENDS, '');
  return name === undefined || name.trim().length < 2 ? null : name.trim();
}

/** Facts that people tell beside what they were asked; nothing that is unsure of itself. */
export function heardIn(text: string): Record<string, SlotValue> {
  const facts: Record<string, SlotValue> = {};
  if (FOR_ANOTHER.test(text)) facts['reporter'] = 'other';
  const child = childIn(text);
  if (child !== null) facts['minor'] = child;
  const shop = shopIn(text);
  if (shop !== null) facts['seller_name'] = shop;
  // A dot between digits may also stand in a sum or a version: only a time has "น." or a colon.
  const time = CLOCK.exec(text)?.[0];
  if (time !== undefined && !/^[\d.]+$/.test(time)) facts['paid_time'] = time;
  return facts;
}

/** Whether somebody under age is harmed: the person who writes, or another one. */
function childIn(text: string): 'self' | 'other' | null {
  const found = AGE.exec(text);
  const school = AT_SCHOOL.exec(text);
  const age = Number(western(found?.[1] ?? found?.[2] ?? ''));
  const at = age >= 7 && age < OF_AGE ? found?.index : school?.index;
  if (at === undefined) return null;
  return CHILD_OF_SPEAKER.test(text.slice(0, at)) ? 'other' : 'self';
}

/** Words of somebody who may harm himself. Better once too often than once too seldom. */
export const isDesperate = (text: string): boolean => DESPAIR.test(text);

const BLAMES_US = /(?:พูด|คุย)ไม่รู้เรื่อง|ไม่ช่วยอะไร|เสียเวลา|โง่|\b(?:useless|stupid)\b/i;

/** Anger at the desk itself: it tells of no matter, however it reads. */
export const blamesUs = (text: string): boolean => BLAMES_US.test(text);

const TOO_MUCH = /ถาม(?:อะไร)?(?:เยอะ|มาก|เรื่อย|ซ้ำ|ไม่จบ|ไม่หยุด)|\b(?:too|so) many questions\b/i;

/** Is tired of the questions. */
export const asksLess = (text: string): boolean => TOO_MUCH.test(text);

/** Swearing, or anger at the desk. */
export const isAngry = (text: string): boolean => ANGER.test(text);

const GREETING =
  /^(?:ส?วัส?ดี|หวัดดี|ดี(?:ค่ะ|คะ|ครับ|คับ|จ้า)|ฮัลโหล|hello|hi|hey|good (?:morning|afternoon|evening))(?:ค่ะ|คะ|ครับ|คับ|จ้า|จ้ะ|นะ|[\s!.,~])*(?:เจ้าหน้าที่|แอดมิน|there)?(?:ค่ะ|คะ|ครับ|คับ|[\s!.])*$/i;

/** Nothing but a greeting: no answer to what was asked. */
export const isGreeting = (text: string): boolean => GREETING.test(text.trim());

const THANKS =
  /^(?:ขอบ ?(?:คุณ|คุน|ใจ)|ขอบพระคุณ|แต๊?้?ง?กิ้ว|แต๊งค์?|thank(?:s| ?you)|thx|ty)(?:มาก+ๆ?|หลาย|เลย|ค่ะ|คะ|ค่า|ครับ|คับ|ครัช|จ้า|จ้ะ|นะ|so much|very much|a lot|[\s!.,~ๆ])*$/i;

/** Nothing but thanks. */
export const isThanks = (text: string): boolean => THANKS.test(text.trim());

const CHEATED =
  /โกง|หลอก|มิจ|บล็อ[กค]|บล๊อ[กค]|เชิด|ปลอม|ดูด|สแกม|แก๊?ง|คอลเซ็น|\b(?:scam\w*|cheat\w*|fraud\w*|tricked|blocked me|fake)\b/i;

/** Whether the person says to have been cheated, in whatever matter. */
export const isCheated = (text: string): boolean => CHEATED.test(text);

const MORE_THAN_ONE =
  /(?:มี|อยากแจ้ง|แจ้ง|ร้องเรียน)? ?(?:2|๒|สอง) ?(?:เรื่อง|ปัญหา)|อีก(?:หนึ่ง)? ?(?:เรื่อง|ปัญหา)|เรื่องที่ ?(?:2|๒|สอง)|แล้ว(?:ก็|ยัง)*(?:มา)?(?:โดน|ถูก)[^\n]{2,60}?(?:อีก|ด้วย)|\btwo (?:problems|things|matters|complaints)\b|\banother (?:problem|thing|matter)\b/i;
const BETWEEN =
  /อีก(?:หนึ่ง)? ?(?:เรื่อง|ปัญหา)(?:หนึ่ง)?(?:คือ)?|(?:เรื่อง|ข้อ)ที่ ?(?:1|2|๑|๒|แรก|หนึ่ง|สอง)|(?:แล้วก็|และก็|และ|กับ|ส่วน)(?=[\u0e00-\u0e7f ])|แล้ว(?:ก็|ยัง)*(?:มา)?(?=โดน|ถูก)|\n|(?:^|\s)[12๑๒][).]|\band\b|\balso\b|;/i;
const SHORTEST_MATTER = 8;

/** The parts of a message that says itself to be about more than one matter; else none. */
export function mattersIn(text: string): string[] {
  if (!MORE_THAN_ONE.test(text)) return [];
  return text
    .split(new RegExp(BETWEEN.source, 'gi'))
    .map((part) => part.trim())
    .filter((part) => part.length >= SHORTEST_MATTER);
}

function western(digits: string): string {
  return digits.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
}

const WITHDRAWS =
  /(?:ขอ|อยาก|จะ|ต้องการ)?\s*ถอน\s*(?:เรื่อง|คำร้อง|เคส|แจ้ง|ร้องเรียน)|ขอถอน(?!\s*(?:เงิน|ตัง|ยอด))|ยกเลิก(?:เรื่อง)?(?:ที่)?ร้องเรียน|ไม่ร้องเรียนแล้ว|\b(?:withdraw|take back|drop)\b.{0,12}\b(?:case|complaint|report)\b/i;

/** Wants to take back a complaint; not to draw money, which is called the same. */
export function wantsToWithdraw(text: string): boolean {
  return WITHDRAWS.test(text);
}
