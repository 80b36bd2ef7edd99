import { nearWord } from './near-word.ts';
import { normalise } from './normalise.ts';
import type { DialogAct } from './reading.ts';

/** The whole utterance must be one of these (polite particles aside): an answer is never taken for an order. */
const ACTS: Readonly<Record<DialogAct, readonly string[]>> = {
  yes: ['ใช่', 'ใช้', 'ถูกต้อง', 'ตกลง', 'ได้', 'โอเค', 'ยืนยัน', 'yes', 'yeah', 'ok', 'okay', 'y'],
  no: ['ไม่', 'ไม่ใช่', 'ไม่เอา', 'ไม่ต้อง', 'ยัง', 'no', 'nope', 'n'],
  cancel: [
    'ยกเลิก',
    'ขอยกเลิก',
    'เลิก',
    'หยุด',
    'พอแล้ว',
    'ไม่แจ้งแล้ว',
    'ไม่ทำแล้ว',
    'cancel',
    'stop',
    'quit',
  ],
  back: [
    'ย้อนกลับ',
    'กลับ',
    'ก่อนหน้า',
    'ถอยกลับ',
    'แก้ไข',
    'ขอแก้',
    'กดผิด',
    'พิมพ์ผิด',
    'back',
    'go back',
    'undo',
  ],
  skip: [
    'ข้าม',
    'ขอข้าม',
    'ข้ามไปก่อน',
    'ไม่มี',
    'ไม่มีแล้ว',
    'ไม่ทราบ',
    'ไม่รู้',
    'จำไม่ได้',
    'skip',
    'none',
    'i dont know',
    'dont know',
    'no idea',
    'i dont have it',
  ],
  help: ['ช่วยด้วย', 'ช่วยเหลือ', 'วิธีใช้', 'ใช้ยังไง', 'help', 'help me', 'ทำยังไง'],
  menu: ['เมนู', 'ขอเมนู', 'หน้าแรก', 'หน้าหลัก', 'เริ่ม', 'menu', 'main menu', 'start', 'home'],
  human: [
    'คุยกับเจ้าหน้าที่',
    'ขอคุยกับเจ้าหน้าที่',
    'อยากคุยกับเจ้าหน้าที่',
    'ติดต่อเจ้าหน้าที่',
    'ขอเจ้าหน้าที่',
    'เจ้าหน้าที่',
    'คุยกับคน',
    'ขอคุยกับคน',
    'อยากคุยกับคน',
    'คุยกับคนจริง',
    'ขอคุยกับคนจริง',
    'ขอสายเจ้าหน้าที่',
    'แอดมิน',
    'agent',
    'human',
    'officer',
    'a person',
    'talk to a person',
    'talk to a human',
    'talk to someone',
    'talk to an officer',
    'i want to talk to a person',
  ],
  restart: ['เริ่มใหม่', 'เริ่มต้นใหม่', 'restart', 'start over'],
  later: [
    'ส่งทีหลัง',
    'ขอส่งทีหลัง',
    'เดี๋ยวส่ง',
    'เดี๋ยวส่งให้',
    'เดี๋ยวส่งตามไป',
    'ไว้ก่อน',
    'ไว้ส่งทีหลัง',
    'ไว้ทีหลัง',
    'ทีหลัง',
    'later',
    'send later',
    'i will send it later',
    'ill send it later',
  ],
  why: [
    'ทำไม',
    'ทำไมต้องถาม',
    'ถามทำไม',
    'ถามไปทำไม',
    'เอาไปทำอะไร',
    'เอาไปทำไม',
    'why',
    'why do you ask',
  ],
  english: ['english', 'eng', 'in english', 'speak english', 'อังกฤษ', 'ภาษาอังกฤษ', 'ขอภาษาอังกฤษ'],
  thai: ['thai', 'ไทย', 'ภาษาไทย', 'ขอภาษาไทย', 'in thai'],
};

const PARTICLES = /(?:ครับผม|ครับ|คับ|ค้าบ|ค่ะ|คะ|คร้า|จ้า|จ้ะ|นะ|น่ะ|หน่อย|เลย|ที|please|pls|thanks)+$/u;

const BY_WORD = new Map<string, DialogAct>();
let name: DialogAct;
for (name in ACTS) for (const word of ACTS[name]) BY_WORD.set(wordKey(word), name);

export function isDialogAct(name: string): name is DialogAct {
  return name in ACTS;
}

/** The act that an utterance is, small misspellings allowed, or null when it says something of its own. */
export function readDialogAct(text: string): DialogAct | null {
  const typed = wordKey(text);
  return BY_WORD.get(typed) ?? nearWord(typed, BY_WORD);
}

/** One spelling of a short utterance: no spaces, no punctuation, no polite particles. */
export function wordKey(text: string): string {
  const plain = normalise(text).replace(/[\s.!?,~…'’"“”()-]+/g, '');
  let bare = plain;
  for (let previous = ''; previous !== bare;) {
    previous = bare;
    bare = bare.replace(PARTICLES, '');
  }
  return bare === '' ? plain : bare;
}
