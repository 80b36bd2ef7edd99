/** What staff can find by a part of its text. */
import type { Case } from './case.ts';
import type { Conversation } from './conversation.ts';
import { wordsOf, type ThreadMessage } from './message.ts';
import { partyKey } from './party-key.ts';

/** Shorter words stand in no index: they are looked for in the newest texts only. */
export const SHORTEST_INDEXED = 3;
/** Of words that very many texts hold, so many of the newest texts count. */
export const SEARCHED_MOST = 2_000;
/** Of a name that very many people have, so many of the people who came last count. */
export const NAMED_MOST = 500;
/** Of a list of cases so many are read for a word that stands in no index, behind each page anew. */
export const READ_MOST = 1_000;

/** Whether a word stands in no index. */
export const isShort = (word: string): boolean => [...word].length < SHORTEST_INDEXED;

/** What staff may find a conversation by: name, number and reference codes, in lower case. */
export function conversationSearchText(conversation: Conversation): string {
  const { name, psid, caseReferences } = conversation;
  return [name ?? '', psid, ...caseReferences].join(' ').toLowerCase();
}

/**
 * What staff may find a case by: code, parties, facts and notes, in lower case; numbers and links also
 * as they are compared, so that they are found however they are typed.
 */
export function caseSearchText(record: Case): string {
  const parties = record.parties.flatMap((party) => {
    const key = partyKey(party);
    return key === null ? [party.value] : [party.value, key.slice(key.indexOf(':') + 1)];
  });
  const facts = Object.values(record.facts).map((fact) => String(fact.value));
  const notes = (record.notes ?? []).map(({ text }) => text);
  return [record.reference, ...new Set([...parties, ...facts, ...notes])].join(' ').toLowerCase();
}

/**
 * The words of a line in all its versions, in lower case; none of what was taken back, and none of
 * the bot's, which says the same to everybody.
 */
export function messageSearchText(message: ThreadMessage): string {
  const { marks } = message;
  if (message.author.kind === 'bot') return '';
  if (marks !== undefined && marks.takenBackAt !== null) return '';
  const { content } = message;
  const shared = content.kind === 'attachments' ? (content.shared ?? []) : [];
  const words = [
    wordsOf(message),
    ...shared.flatMap(({ title, url }) => [title ?? '', url ?? '']),
    ...(marks?.edits ?? []).map(({ text }) => text),
  ];
  return words.join('\n').toLowerCase();
}
