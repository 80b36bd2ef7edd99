import type { Case } from '../domain/case.ts';
import type { Conversation } from '../domain/conversation.ts';
import { isStored, type Evidence, type StoredEvidence } from '../domain/evidence.ts';
import type { ThreadMessage } from '../domain/message.ts';
import type { Store } from '../ports.ts';
import { casesOf } from './erase.ts';

/** Everything about one person, as they may ask for it (Personal Data Protection Act, section 30). */
export interface PersonExport {
  readonly conversation: Conversation;
  readonly messages: readonly ThreadMessage[];
  readonly cases: readonly Case[];
  readonly evidence: readonly Evidence[];
}

/** Of the program's own, or of the staff's: no data of the person. */
const NOT_THEIRS = ['dialog', 'version', 'secretHash', 'notes', 'legalHold'];

/** The export as JSON, readable by people and programs. */
export function exportText(data: PersonExport): string {
  const theirs = (key: string, value: unknown) => (NOT_THEIRS.includes(key) ? undefined : value);
  return JSON.stringify(data, theirs, 2);
}

const PAGE = 500;

/** @returns the export, and the files whose bytes belong to it */
export async function exportPerson(
  store: Store,
  conversation: Conversation,
): Promise<{ readonly data: PersonExport; readonly files: readonly StoredEvidence[] }> {
  const messages: ThreadMessage[] = [];
  for (let before: number | null = null; ;) {
    const lines: readonly ThreadMessage[] = await store.messages(conversation.id, {
      before,
      limit: PAGE,
    });
    messages.unshift(...lines);
    const [first] = lines;
    if (first === undefined || first.seq <= 1) break;
    before = first.seq;
  }
  const evidence = await store.evidenceOfConversation(conversation.id);
  return {
    data: {
      conversation,
      messages: messages.filter(({ content }) => content.kind !== 'note'),
      cases: await casesOf(store, conversation),
      evidence,
    },
    files: evidence.filter(isStored),
  };
}
