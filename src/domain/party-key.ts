/** What parties and persons of cases are found and compared by, however they were written. */
import type { Case, Party } from './case.ts';
import type { ConversationId } from './ids.ts';
import { parseReferenceCode } from './reference-code.ts';

/** Digits of a Thai phone number from its leading zero: `0812345678` for `+66 81-234-5678` too. */
export function phoneKey(text: string): string | null {
  const digits = digitsOf(text).replace(/^(?:00)?66(?=\d{8,9}$)/, '0');
  return /^0\d{8,9}$/.test(digits) || /^1\d{3}$/.test(digits) ? digits : null;
}

/** The digits of a bank account; Thai banks have ten to fifteen. */
export function accountKey(text: string): string | null {
  const digits = digitsOf(text);
  return digits.length >= 8 && digits.length <= 16 ? digits : null;
}

/** Ways in which one and the same page is reached. */
const SAME_HOST = /^(?:www|m|mobile|web|th-th)\./;
const FOLLOWS_NOBODY = /^(?:utm_|fbclid$|gclid$|igsh$|igshid$|mibextid$|ref$|_rdr$|sfnsn$|share_)/;

/**
 * A link as one and the same page always has it: without scheme, `www`, what counts visitors, and a
 * slash at the end. Null when it is none.
 */
export function urlKey(text: string): string | null {
  const url = urlOf(text.trim());
  if (url === null || !url.hostname.includes('.')) return null;
  const kept = [...url.searchParams].filter(([name]) => !FOLLOWS_NOBODY.test(name)).toSorted();
  const query = new URLSearchParams(kept).toString();
  const host = url.hostname.toLowerCase().replace(SAME_HOST, '');
  const path = url.pathname.replace(/\/+$/, '').toLowerCase();
  return `${host}${path}${query === '' ? '' : `?${query}`}`;
}

/** A name without what people leave out or write otherwise: spaces, case, marks. */
export function nameKey(text: string): string | null {
  const key = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s"'’“”.,\-_()@]+/g, '');
  return key.length < 2 ? null : key;
}

/**
 * Null for what cannot be compared. An account's bank is no part of it: people leave it out, and
 * name the wrong one.
 */
export function partyKey({ kind, value }: Pick<Party, 'kind' | 'value'>): string | null {
  const key = KEY_OF[kind](value);
  return key === null ? null : `${kind}:${key}`;
}

const KEY_OF: Readonly<Record<Party['kind'], (text: string) => string | null>> = {
  name: nameKey,
  bank_account: accountKey,
  phone: phoneKey,
  url: urlKey,
};

export const personKey = (id: ConversationId) => `conversation:${id}`;

/** Everything that a case is found by when another one has it as well; each once. */
export function caseKeys({ parties, conversations }: Pick<Case, 'parties' | 'conversations'>) {
  return [
    ...new Set([
      ...parties.flatMap((party) => partyKey(party) ?? []),
      ...conversations.map(personKey),
    ]),
  ];
}

/**
 * The forms in which a typed number or link may stand among a case's searched texts, beside the
 * words as they are.
 */
export function searchedForms(words: string): readonly string[] {
  const code = parseReferenceCode(words);
  if (code.status === 'ok') return [code.reference.toLowerCase()];
  const text = words.trim().toLowerCase();
  const isNumber = /^[\d๐-๙+()\s\-–.]+$/.test(text);
  const kept = isNumber
    ? (phoneKey(text) ?? digitsOf(text))
    : /[./]/.test(text)
      ? urlKey(text)
      : null;
  if (kept === null || kept === '') return [text];
  // Whatever holds the words holds a part of them as well: `https://m.` of a link stands everywhere.
  return text.includes(kept) ? [kept] : [text, kept];
}

function digitsOf(text: string): string {
  return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).replace(/\D/g, '');
}

function urlOf(text: string): URL | null {
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  } catch {
    return null;
  }
}
