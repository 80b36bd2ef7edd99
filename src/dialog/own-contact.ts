/** The person's own name and phone number, asked once and kept apart from the other side's. */
import { OWN_NAME, OWN_PHONE, type OwnContact } from '../domain/own-contact.ts';
import { looksLikeQuestion } from './question.ts';
import type { DialogMemory, Turn, TurnInput } from './turn.ts';

const LONGEST_NAME = 100;
const BEFORE_NAME =
  /^(?:(?:ดิฉัน|ฉัน|ผม|หนู|เรา)?\s*ชื่อ(?:จริง)?(?:ว่า|คือ|\s*:)?\s*|my name is\s+|name\s*:?\s+|i am\s+|i'm\s+)/i;
/** What is left of "เบอร์ …" once the number is taken out. */
const AROUND_PHONE =
  /(?:และ|กับ|,|\band\b)?\s*(?:เบอร์(?:โทร(?:ศัพท์)?)?(?:คือ)?|โทร(?:ศัพท์)?\.?|(?:my )?(?:phone|tel|mobile)(?: number)?(?: is)?\.?)\s*:?\s*$/i;
const POLITE = /(?:\s*(?:ครับผม|ครับ|คับ|ค่ะ|คะ|ค่า|จ้า|จ้ะ|นะ))+$/;
const REFUSES = /ไม่(?:อยาก)?บอก|ไม่(?:ขอ)?ให้|ไม่สะดวก|\b(?:rather not|prefer not|no thanks)\b/i;

/** Reads "สมหญิง ใจดี 081-234-5678", either of the two alone, or that neither is told. */
export function readOwnContact(input: TurnInput): OwnContact | 'refused' | null {
  const { text, reading } = input;
  if (REFUSES.test(text) || reading.act === 'no') return 'refused';
  const phone = reading.entities.find(({ type }) => type === 'phone');
  if (phone === undefined && (reading.act !== null || looksLikeQuestion(text))) return null;
  const parts =
    phone === undefined
      ? [text]
      : [text.slice(0, phone.start).replace(AROUND_PHONE, ''), text.slice(phone.end)];
  const name = parts.map(bare).filter(isName).join(' ').slice(0, LONGEST_NAME);
  if (name === '' && phone === undefined) return null;
  return { name: name === '' ? null : name, phone: phone === undefined ? null : `${phone.value}` };
}

const bare = (part: string) =>
  part
    .trim()
    .replace(POLITE, '')
    .replace(BEFORE_NAME, '')
    .replace(/^[\s,.:/-]+|[\s,:/-]+$/g, '');

const isName = (part: string) => /\p{L}{2}/u.test(part);

/** Said of a number right before it: it is the person's own. */
const OWN_NUMBER =
  /(?:เบอร์(?:โทร(?:ศัพท์)?)?(?:ของ|ติดต่อ)?\s*(?:ดิฉัน|ฉัน|ผม|หนู|เรา)|ติดต่อ(?:ดิฉัน|ฉัน|ผม|หนู|เรา)?กลับ(?:ได้)?(?:ที่)?(?:เบอร์)?|\bmy (?:own )?(?:phone|mobile|number)(?: number)?|\b(?:call|reach) me (?:at|on|back (?:at|on)))(?:\s|คือ|ที่|:|is)*$/i;
const LOOKED_BACK = 40;

/** Whether the number that begins there is told as the person's own. */
export function isOwnNumber(text: string, start: number): boolean {
  return OWN_NUMBER.test(text.slice(Math.max(0, start - LOOKED_BACK), start));
}

/**
 * Fills what the forms ask about: nothing is asked of whoever has said it already; whoever told it for
 * an earlier case is asked whether that still holds.
 */
export async function lookUpContact({ memory, services }: Turn): Promise<void> {
  const { slots } = memory;
  if (isTold(memory)) {
    slots['asks_contact'] = 'no';
    return;
  }
  if (slots['asks_contact'] !== 'yes' || slots['same_contact'] !== undefined) return;
  const known = await services.ownContact();
  slots['has_contact'] = known === null ? 'no' : 'yes';
  slots['known_name'] = known?.name ?? null;
  slots['known_phone'] = known?.phone ?? null;
}

/** The person has said that what they told for an earlier case still holds. */
export function keepContact({ slots }: DialogMemory): void {
  slots[OWN_NAME] = slots['known_name'] ?? null;
  slots[OWN_PHONE] = slots['known_phone'] ?? null;
}

const isTold = ({ slots }: DialogMemory) =>
  (slots[OWN_NAME] ?? null) !== null || (slots[OWN_PHONE] ?? null) !== null;
