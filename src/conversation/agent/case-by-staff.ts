import { openMatter } from '../../dialog/kept-matter.ts';
import { memoryFrom } from '../../dialog/turn.ts';
import type { Case } from '../../domain/case.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { isFromPerson } from '../../domain/evidence.ts';
import type { Instant } from '../../domain/ids.ts';
import { windowRule } from '../../domain/messaging-window.ts';
import type { StaffFacts } from '../../domain/told-fact.ts';
import type { Change, Ids, Store } from '../../ports.ts';
import type { NewsTools } from '../news/case-news.ts';
import { Draft } from '../draft.ts';

/**
 * What a case that staff have opened brings into the conversation: its files, a notice, and, while
 * Messenger lets it through, what the bot's own receipt has: code, secret, the tracking page with both
 * filled in, and that page as a QR code.
 */
export async function caseByStaff(
  tools: {
    readonly store: Pick<Store, 'evidenceOfConversation'>;
    readonly ids: Ids;
    readonly phrase: NewsTools['phrase'];
    /** Where a case is looked up, as people's phones reach it; null: they cannot. */
    readonly trackPage: string | null;
  },
  conversation: Conversation,
  opened: { readonly record: Case; readonly secret: string },
  now: Instant,
): Promise<Change> {
  const { reference } = opened.record;
  const draft = new Draft(conversation, () => tools.ids.next());
  draft.update({
    caseReferences: [...conversation.caseReferences, reference],
    problemType: opened.record.type,
    urgent: opened.record.urgent,
    // The form in hand has ended in this case: it must not end in a second one.
    dialog: null,
  });
  draft.addNotice({ kind: 'case_opened', reference }, now);
  const openedAt = conversation.windowOpenedAt;
  if (windowRule({ sender: 'bot', openedAt, now, humanAgentGranted: false }).allowed) {
    const page = tools.trackPage;
    const slots = {
      ...{ case: reference, secret: opened.secret },
      // The secret stands behind the #, which browsers send to nobody.
      ...(page !== null && { track_page: `${page}?ref=${reference}#secret=${opened.secret}` }),
    };
    for (const text of tools.phrase('case_by_staff', conversation.language, slots)) {
      const secrets = [opened.secret];
      draft.addOutgoing({ kind: 'system' }, { kind: 'text', text }, now, { secrets });
    }
    if (page !== null) {
      const [text = ''] = tools.phrase('track_picture', conversation.language, {
        case: reference,
      });
      const picture = { kind: 'picture', url: `${page}/qr/${reference}.png`, text } as const;
      draft.addOutgoing({ kind: 'system' }, picture, now);
    }
  }
  const files = (await tools.store.evidenceOfConversation(conversation.id)).filter(isFromPerson);
  return {
    ...draft.commitAt(now),
    evidence: files.flatMap((item) => (item.reference === null ? [{ ...item, reference }] : [])),
    live: [{ id: tools.ids.next(), at: now, topic: 'conversation', subject: conversation.id }],
  };
}

/** What is known of the matter that is not filed yet, in hand or kept over an officer's visit. */
export function toldSoFar({ dialog }: Conversation): {
  readonly facts: Readonly<Record<string, string | number>>;
  /** Which of them staff have put there. */
  readonly staffFacts: StaffFacts;
} {
  const memory = memoryFrom(dialog);
  const { slots, staffFacts } = openMatter(memory) ?? memory.kept ?? memory;
  const told = Object.entries(slots).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return { facts: Object.fromEntries(told), staffFacts };
}
