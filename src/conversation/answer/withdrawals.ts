import { moved, told } from '../../domain/amend-case.ts';
import { ofCase } from '../../domain/audit.ts';
import { mayBeWithdrawn, type Case } from '../../domain/case.ts';
import type { ConversationId, Instant } from '../../domain/ids.ts';
import { parseReferenceCode } from '../../domain/reference-code.ts';
import type { ReadStore } from '../../ports.ts';
import type { Draft } from '../draft.ts';
import { changeCase, type TurnWork } from '../turn-work.ts';

/** Cases that the person takes back in this turn: only who filed one may, and only while it is open. */
export class Withdrawals {
  readonly #store: Pick<ReadStore, 'caseByReference'>;
  readonly #conversation: ConversationId;
  readonly #taken: Case[] = [];

  constructor(store: Pick<ReadStore, 'caseByReference'>, conversation: ConversationId) {
    this.#store = store;
    this.#conversation = conversation;
  }

  /** Whether the case is taken back now. */
  async ask(code: string): Promise<boolean> {
    const parsed = parseReferenceCode(code);
    const found =
      parsed.status === 'ok' ? await this.#store.caseByReference(parsed.reference) : null;
    if (found === null || !found.conversations.includes(this.#conversation)) return false;
    if (!mayBeWithdrawn(found.status)) return false;
    this.#taken.push(found);
    return true;
  }

  /** Puts them into the turn's work; the replies, which tell it, stand in the draft by now. */
  keep(draft: Draft, work: TurnWork, now: Instant): void {
    const last = draft.outbox.at(-1);
    for (const record of this.#taken) {
      const { reference } = record;
      changeCase(work, record, (current) => {
        const next = moved(current, { status: 'withdrawn', at: now, by: 'consumer' });
        const known = last === undefined ? next : told(next, { messageId: last.id, at: now });
        return { ...known, updatedAt: now };
      });
      draft.addNotice({ kind: 'case_status', reference, status: 'withdrawn' }, now);
      draft.update({
        untold: (draft.conversation.untold ?? []).filter((one) => one !== reference),
      });
      work.audit.push({
        at: now,
        actor: 'consumer',
        action: 'case.withdrawn',
        subject: ofCase(reference),
        details: { from: record.status },
      });
    }
  }
}
