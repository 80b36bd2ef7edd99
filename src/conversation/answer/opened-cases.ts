import { newCase } from '../../casework/new-case.ts';
import type { DialogMemory, KeptEvidence, TurnServices } from '../../dialog/turn.ts';
import { told } from '../../domain/amend-case.ts';
import { ofCase } from '../../domain/audit.ts';
import type { Case } from '../../domain/case.ts';
import { urgencyOf, type Conversation } from '../../domain/conversation.ts';
import type { Instant, MessageId } from '../../domain/ids.ts';
import type { OutgoingContent } from '../../domain/message.ts';
import { holdsSecret } from '../../domain/withhold.ts';
import type { Draft } from '../draft.ts';
import type { TurnWork } from '../turn-work.ts';
import type { AnswerTools } from './answer-tools.ts';
import { tieToOther } from './second-case.ts';
import { giveToCase, nameEvidence, tieCase } from './turn-evidence.ts';

interface Opened {
  readonly record: Case;
  readonly secret: string;
  readonly evidence: readonly KeptEvidence[];
}

/** Cases that are opened in this turn, with the secrets that their receipts tell once. */
export class OpenedCases {
  readonly #tools: AnswerTools;
  readonly #draft: Draft;
  readonly #from: MessageId;
  readonly #now: Instant;
  readonly #opened: Opened[] = [];

  /** @param from the line of the person by which they are opened */
  constructor(tools: AnswerTools, draft: Draft, from: MessageId, now: Instant) {
    this.#tools = tools;
    this.#draft = draft;
    this.#from = from;
    this.#now = now;
  }

  get none(): boolean {
    return this.#opened.length === 0;
  }

  get secrets(): readonly string[] {
    return this.#opened.map(({ secret }) => secret);
  }

  readonly open: TurnServices['openCase'] = (caseDraft) => {
    const { conversation } = this.#draft;
    const urgent = urgencyOf(conversation, caseDraft.urgent);
    const { record, secret } = newCase(
      { ...caseDraft, urgent },
      {
        conversationId: conversation.id,
        messageId: this.#from,
        language: caseDraft.language,
        consent: conversation.consent ?? null,
        now: this.#now,
        random: () => this.#tools.ids.random(),
      },
    );
    this.#opened.push({ record, secret, evidence: structuredClone(caseDraft.evidence) });
    const { reference } = record;
    return { reference, secret, trackPage: this.#tools.trackPage(reference, secret) };
  };

  /** Behind a receipt: a QR code of the tracking link, where Facebook and people's phones can reach us. */
  showLinks(reply: OutgoingContent): void {
    for (const { record, secret } of this.#opened) {
      if (!holdsSecret(reply, [secret])) continue;
      const url = this.#tools.trackPicture?.(record.reference) ?? null;
      if (url === null) continue;
      const { language } = this.#draft.conversation;
      const slots = { case: record.reference };
      const [text = ''] = this.#tools.engine.phrase('track_picture', language, slots);
      this.#draft.addOutgoing({ kind: 'bot' }, { kind: 'picture', url, text }, this.#now);
    }
  }

  /** Puts them into the turn's work; the replies, which tell of them, stand in the draft by now. */
  async keep(work: TurnWork): Promise<void> {
    const last = this.#draft.outbox.at(-1);
    const now = this.#now;
    for (const { record, evidence } of this.#opened) {
      work.cases.push(last === undefined ? record : told(record, { messageId: last.id, at: now }));
      work.audit.push({
        at: now,
        actor: 'bot',
        action: 'case.opened',
        subject: ofCase(record.reference),
        details: { type: record.type },
      });
      const { store } = this.#tools;
      await tieToOther(store, work, record, now);
      // Of two filed at once the files belong to the matter that they were asked for: the last one.
      if (record === this.#opened.at(-1)?.record) {
        await giveToCase(store, this.#draft, work, record, now);
      } else tieCase(this.#draft, record, now);
      nameEvidence(work, evidence);
    }
  }

  /** The memory without what was only to be said once. */
  forget(memory: DialogMemory): Conversation['dialog'] {
    const tells = (value: unknown) => this.secrets.some((one) => String(value).includes(one));
    const kept = Object.entries(memory.slots).filter(([, value]) => !tells(value));
    return { ...memory, slots: Object.fromEntries(kept) };
  }
}
