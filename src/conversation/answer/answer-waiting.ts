import { newMemory } from '../../dialog/turn.ts';
import type { Instant } from '../../domain/ids.ts';
import { parseReferenceCode } from '../../domain/reference-code.ts';
import type { Draft } from '../draft.ts';
import type { Received } from '../heard/received.ts';
import { heardWords } from '../heard/shared-items.ts';
import type { AnswerTools } from './answer-tools.ts';
import { consentOf } from './consent-of.ts';
import { findOwnCase } from './find-case.ts';

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
