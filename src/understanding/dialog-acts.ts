import { normalise } from './normalise.ts';
import type { DialogAct } from './reading.ts';

/** The whole utterance must be one of these (polite particles aside): an answer is never taken for an order. */
const ACTS: Readonly<Record<DialogAct, readonly string[]>> = {
  yes: ['ใช่', 'ถูกต้อง', 'ตกลง', 'ได้', 'โอเค', 'yes', 'ok', 'y'],
  no: ['ไม่', 'ไม่ใช่', 'ไม่เอา', 'no', 'n'],
  cancel: ['ยกเลิก', 'เลิก', 'หยุด', 'พอแล้ว', 'ไม่แจ้งแล้ว', 'cancel', 'stop'],
  back: ['ย้อนกลับ', 'กลับ', 'ก่อนหน้า', 'ถอยกลับ', 'แก้ไข', 'back'],
  skip: ['ข้าม', 'ไม่มี', 'ไม่ทราบ', 'ไม่รู้', 'จำไม่ได้', 'ข้ามไปก่อน', 'skip'],
  help: ['ช่วยด้วย', 'ช่วยเหลือ', 'วิธีใช้', 'help', 'ทำยังไง'],
  menu: ['เมนู', 'หน้าแรก', 'เริ่ม', 'menu', 'start'],
  human: [
    'คุยกับเจ้าหน้าที่',
    'ขอคุยกับเจ้าหน้าที่',
    'ติดต่อเจ้าหน้าที่',
    'เจ้าหน้าที่',
    'คุยกับคน',
    'ขอคุยกับคน',
    'ขอสายเจ้าหน้าที่',
    'แอดมิน',
    'agent',
    'human',
    'officer',
  ],
  restart: ['เริ่มใหม่', 'เริ่มต้นใหม่', 'restart'],
  later: ['ส่งทีหลัง', 'เดี๋ยวส่ง', 'ไว้ก่อน', 'ขอส่งทีหลัง', 'later'],
  why: ['ทำไม', 'ทำไมต้องถาม', 'ถามทำไม', 'เอาไปทำอะไร', 'why'],
  english: ['english', 'eng', 'อังกฤษ', 'ภาษาอังกฤษ'],
  thai: ['thai', 'ไทย', 'ภาษาไทย'],
};

const PARTICLES = /(?:ครับผม|ครับ|คับ|ค่ะ|คะ|จ้า|จ้ะ|นะ|หน่อย|ที|please|pls)+$/u;

const BY_WORD = new Map<string, DialogAct>(
  Object.entries(ACTS).flatMap(([act, words]) =>
    words.map((word) => [key(word), act as DialogAct] as const),
  ),
);

/** The act that an utterance is, or null when it says something of its own. */
export function readDialogAct(text: string): DialogAct | null {
  return BY_WORD.get(key(text)) ?? null;
}

function key(text: string): string {
  const plain = normalise(text).replace(/[\s.!?,~…]+/g, '');
  let bare = plain;
  for (let previous = ''; previous !== bare;) {
    previous = bare;
    bare = bare.replace(PARTICLES, '');
  }
  return bare === '' ? plain : bare;
}
