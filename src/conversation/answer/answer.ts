import { newCase } from '../../casework/new-case.ts';
import type { DialogEngine } from '../../dialog/engine.ts';
import {
  memoryFrom,
  newMemory,
  type DialogMemory,
  type KeptEvidence,
  type TurnEffect,
  type TurnServices,
} from '../../dialog/turn.ts';
import { told } from '../../domain/amend-case.ts';
import { ofCase } from '../../domain/audit.ts';
import type { Case } from '../../domain/case.ts';
import { hasAgreed, NOTICE_VERSION } from '../../domain/consent.ts';
import { urgencyOf, type Conversation } from '../../domain/conversation.ts';
import { handoffId, messageId, type Instant } from '../../domain/ids.ts';
import { parseReferenceCode } from '../../domain/reference-code.ts';
import { holdsSecret } from '../../domain/withhold.ts';
import type { Ids, Store } from '../../ports.ts';
import type { Reading } from '../../understanding/reading.ts';
import type { Draft } from '../draft.ts';
import { askAgain } from './failed-files.ts';
import { knownContact } from './known-contact.ts';
import { findCaseBySecret, findOwnCase } from './find-case.ts';
import type { Received } from '../heard/received.ts';
import { requestHandoff } from '../waiting/request-handoff.ts';
import { heardWords } from '../heard/shared-items.ts';
import { aboutPerson } from './personal-data.ts';
import { giveToCase, giveToLastCase, tieCase, nameEvidence } from './turn-evidence.ts';
import { secondMatterId, secondMatterTimer, tieToOther } from './second-case.ts';
import { keepHandoff, type TurnWork } from '../turn-work.ts';
import { Withdrawals } from './withdrawals.ts';

export interface AnswerTools {
  readonly store: Store;
  readonly engine: Pick<DialogEngine, 'step' | 'phrase' | 'opens'>;
  readonly understand: (text: string) => Reading;
  /** Address of the privacy notice. */
  readonly privacyPage: string;
  /** Address of the page that shows a case's status to whoever opens it. */
  readonly trackPage: (reference: string, secret: string) => string;
  /** Address of a picture that leads to that page, without the secret; null: there is none. */
  readonly trackPicture?: (reference: string) => string | null;
  /** Days after which a talk without a case is erased, as the notice tells. */
  readonly idleDays: number;
  readonly ids: Ids;
}

/**
 * Lets the bot answer what the person did in a row, and puts the answer into the draft.
 * @param replaces the words that these stand for from now on, when the person has edited them
 */
export async function answer(
  tools: AnswerTools,
  draft: Draft,
  work: TurnWork,
  group: readonly Received[],
  now: Instant,
  replaces: string | null = null,
): Promise<void> {
  const { engine, ids, store } = tools;
  const text = group.flatMap((action) => heardWords(action) || []).join('\n');
  const first = group[0];
  if (first === undefined) return;
  const { conversation } = draft;
  if (saysNothing(group)) {
    if (text === '' || isIdle(memoryOf(conversation))) {
      // A sticker or a like alone asks for no answer.
      if (!group.every(({ stickerId }) => stickerId !== null)) {
        speak(tools, draft, 'cannot_open', now);
      }
      return;
    }
  }
  const attachments = group.flatMap((action) => action.stored.map((item) => item.attachment));
  const before = memoryOf(conversation);
  const withdrawals = new Withdrawals(store, conversation.id);
  const opened: { record: Case; secret: string; evidence: readonly KeptEvidence[] }[] = [];
  const { idleDays } = tools;
  const own = { store, draft, work, now, idleDays, replyTo: first.replyTo };
  const result = await engine.step(
    ids.next(),
    before,
    {
      text,
      payload: first.payload,
      attachments,
      reading: tools.understand(text),
      ...(replaces !== null && {
        replaces: { text: replaces, reading: tools.understand(replaces) },
      }),
    },
    {
      now,
      understand: tools.understand,
      latestCase: conversation.caseReferences.at(-1) ?? null,
      openCase: (caseDraft) => {
        const urgent = urgencyOf(conversation, caseDraft.urgent);
        const made = { ...caseDraft, urgent };
        const { record, secret } = newCase(made, {
          conversationId: conversation.id,
          messageId: first.id,
          language: caseDraft.language,
          consent: draft.conversation.consent ?? null,
          now,
          random: () => ids.random(),
        });
        opened.push({ record, secret, evidence: structuredClone(caseDraft.evidence) });
        return {
          reference: record.reference,
          secret,
          trackPage: tools.trackPage(record.reference, secret),
        };
      },
      ownContact: () => knownContact(store, conversation),
      profileName: conversation.name,
      findCase: (code) => findOwnCase(store, conversation, code),
      findCaseBySecret: (code) =>
        findCaseBySecret(store, conversation, { code, secret: work.heardSecret }, now),
      withdrawCase: (code) => withdrawals.ask(code),
      consent: consentOf(tools, draft, first.id, now),
      personal: (question, slots) => aboutPerson(own, question, slots),
    },
    conversation.language,
  );
  const secrets = opened.map(({ secret }) => secret);
  draft.update({ dialog: forgetting(secrets, result.memory), language: result.language });
  askAgain(tools, draft, work, group, now);
  for (const reply of result.replies) {
    draft.addOutgoing({ kind: 'bot' }, reply, now, { secrets });
    for (const { record, secret } of opened) {
      if (holdsSecret(reply, [secret])) showLink(tools, draft, record.reference, now);
    }
  }
  nameEvidence(work, result.memory.evidence);
  withdrawals.keep(draft, work, now);
  const last = draft.outbox.at(-1);
  for (const { record, evidence } of opened) {
    work.cases.push(last === undefined ? record : told(record, { messageId: last.id, at: now }));
    work.audit.push({
      at: now,
      actor: 'bot',
      action: 'case.opened',
      subject: ofCase(record.reference),
      details: { type: record.type },
    });
    await tieToOther(store, work, record, now);
    // Of two filed at once the files belong to the matter that they were asked for: the last one.
    if (record === opened.at(-1)?.record) await giveToCase(store, draft, work, record, now);
    else tieCase(draft, record, now);
    nameEvidence(work, evidence);
  }
  if (opened.length === 0 && isIdle(before) && isIdle(result.memory)) giveToLastCase(draft, work);
  for (const effect of result.effects) apply(effect, ids, draft, work, now);
}

/**
 * While the person waits in the queue, the bot answers one thing only: where the case with this
 * code is, as the receipt has promised. What else is said is for the agent.
 */
export async function answerWhileWaiting(
  tools: AnswerTools,
  draft: Draft,
  group: readonly Received[],
  now: Instant,
): Promise<void> {
  const { conversation } = draft;
  const text = group.flatMap((action) => heardWords(action) || []).join('\n');
  const [first] = group;
  if (first === undefined || parseReferenceCode(text).status !== 'ok') return;
  // Nobody answers a question for the secret here: it counts as answered.
  const result = await tools.engine.step(
    tools.ids.next(),
    { ...newMemory(), slots: { secret: null } },
    { text, payload: null, attachments: [], reading: tools.understand(text) },
    {
      now,
      understand: tools.understand,
      latestCase: conversation.caseReferences.at(-1) ?? null,
      openCase: () => {
        throw new Error('No case is opened while the person waits.');
      },
      findCase: (code) => findOwnCase(tools.store, conversation, code),
      findCaseBySecret: (code) => findOwnCase(tools.store, conversation, code),
      ownContact: () => Promise.resolve(null),
      profileName: null,
      withdrawCase: () => {
        throw new Error('No case is taken back while the person waits.');
      },
      consent: consentOf(tools, draft, first.id, now),
      // Only where a case is: that is no flow which asks about the person.
      personal: () => Promise.resolve({}),
    },
    conversation.language,
  );
  for (const reply of result.replies) draft.addOutgoing({ kind: 'bot' }, reply, now);
}

/** What the dialog may know of the person's agreement, and where it notes the answer. */
function consentOf(
  { privacyPage }: AnswerTools,
  draft: Draft,
  messageId: Received['id'],
  now: Instant,
): TurnServices['consent'] {
  return {
    agreed: hasAgreed(draft.conversation.consent),
    page: privacyPage,
    keep: (given) =>
      draft.update({ consent: { version: NOTICE_VERSION, given, at: now, messageId } }),
  };
}

/** No words, no button and no file: a sticker, or something shared that cannot be opened here. */
function saysNothing(group: readonly Received[]): boolean {
  return group.every(
    ({ text, payload, stored }) => text === '' && payload === null && stored.length === 0,
  );
}

/** A QR code of the tracking link, where Facebook and people's phones can reach us. */
function showLink(tools: AnswerTools, draft: Draft, reference: string, now: Instant): void {
  const url = tools.trackPicture?.(reference) ?? null;
  if (url === null) return;
  const [text = ''] = tools.engine.phrase('track_picture', draft.conversation.language, {
    case: reference,
  });
  draft.addOutgoing({ kind: 'bot' }, { kind: 'picture', url, text }, now);
}

/** Says one of the shared texts in the person's language. */
export function speak(
  tools: Pick<AnswerTools, 'engine'>,
  draft: Draft,
  phrase: string,
  now: Instant,
): void {
  const { language, caseReferences } = draft.conversation;
  const slots = { case: caseReferences.at(-1) ?? null };
  for (const text of tools.engine.phrase(phrase, language, slots)) {
    draft.addOutgoing({ kind: 'bot' }, { kind: 'text', text }, now);
  }
}

function apply(effect: TurnEffect, ids: Ids, draft: Draft, work: TurnWork, now: Instant): void {
  switch (effect.kind) {
    case 'problem_type':
      draft.update({
        problemType: effect.type,
        urgent: urgencyOf(draft.conversation, effect.urgent),
        urgentBy: null,
      });
      return;
    case 'unanswered':
      work.unanswered.push({
        id: ids.next(),
        conversationId: draft.conversation.id,
        text: effect.text,
        at: now,
      });
      return;
    case 'handoff_later':
      work.timers.push(secondMatterTimer(draft.conversation.id, now));
      return;
    case 'handoff':
      work.cancelTimers.push(secondMatterId(draft.conversation.id));
      keepHandoff(work, requestHandoff(draft, handoffId(ids.next()), effect.reason, now));
      return;
    case 'language':
      return;
  }
}

/**
 * Opens the flow of the link by which the person came, unless something is in hand. A link whose
 * word names no flow opens nothing: agents see it.
 */
export async function openByLink(
  tools: AnswerTools,
  draft: Draft,
  work: TurnWork,
  ref: string,
  now: Instant,
): Promise<void> {
  if (!tools.engine.opens(ref) || !isIdle(memoryOf(draft.conversation))) return;
  const nothing = {
    mid: null,
    text: '',
    attachments: [],
    shared: [],
    stickerId: null,
    replyTo: null,
  };
  const id = messageId(tools.ids.next());
  const click = { ...nothing, id, at: now, payload: `ref:${ref}`, standby: false, stored: [] };
  await answer(tools, draft, work, [click], now);
}

/** The memory without what was only to be said once. */
function forgetting(secrets: readonly string[], memory: DialogMemory): Conversation['dialog'] {
  const tells = (value: unknown) => secrets.some((secret) => String(value).includes(secret));
  const kept = Object.entries(memory.slots).filter(([, value]) => !tells(value));
  return { ...memory, slots: Object.fromEntries(kept) };
}

function isIdle({ flow }: DialogMemory): boolean {
  return flow === null || flow === 'welcome';
}

function memoryOf({ dialog }: Conversation): DialogMemory {
  return memoryFrom(dialog);
}
