import type { Instant } from '../../domain/ids.ts';
import type { Draft } from '../draft.ts';
import type { Received } from '../heard/received.ts';
import { heardWords } from '../heard/shared-items.ts';
import type { TurnWork } from '../turn-work.ts';
import type { AnswerTools } from './answer-tools.ts';
import { consentOf } from './consent-of.ts';
import { isIdle, memoryOf } from './dialog-memory.ts';
import { applyEffect } from './effects.ts';
import { askAgain } from './failed-files.ts';
import { findCaseBySecret, findOwnCase } from './find-case.ts';
import { knownContact } from './known-contact.ts';
import { OpenedCases } from './opened-cases.ts';
import { aboutPerson } from './personal-data.ts';
import { speak } from './speak.ts';
import { giveToLastCase, nameEvidence } from './turn-evidence.ts';
import { Withdrawals } from './withdrawals.ts';

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
  const opened = new OpenedCases(tools, draft, first.id, now);
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
      openCase: opened.open,
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
  const { secrets } = opened;
  draft.update({ dialog: opened.forget(result.memory), language: result.language });
  askAgain(tools, draft, work, group, now);
  for (const reply of result.replies) {
    draft.addOutgoing({ kind: 'bot' }, reply, now, { secrets });
    opened.showLinks(reply);
  }
  nameEvidence(work, result.memory.evidence);
  withdrawals.keep(draft, work, now);
  await opened.keep(work);
  if (opened.none && isIdle(before) && isIdle(result.memory)) giveToLastCase(draft, work);
  for (const effect of result.effects) applyEffect(effect, ids, draft, work, now);
}

/** No words, no button and no file: a sticker, or something shared that cannot be opened here. */
function saysNothing(group: readonly Received[]): boolean {
  return group.every(
    ({ text, payload, stored }) => text === '' && payload === null && stored.length === 0,
  );
}
