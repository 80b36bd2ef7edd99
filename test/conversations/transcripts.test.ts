import { expect } from 'chai';
import { hashSecret } from '../../src/casework/new-case.ts';
import { LIMITS } from '../../src/domain/messaging-limits.ts';
import { parseReferenceCode } from '../../src/domain/reference-code.ts';
import { aCase, aPerson } from '../contracts/samples.ts';
import { shippedContent } from '../fakes/shipped.ts';
import { engineFor, Talk, type Reply } from '../fakes/talk.ts';
import { readTranscripts, type Transcript, type TranscriptTurn } from './transcript.ts';

/** A Monday at noon. */
const NOW = Date.parse('2026-11-23T12:00:00+07:00');
const transcripts = readTranscripts('test/conversations');

describe('conversations', () => {
  const content = shippedContent();
  const engine = engineFor(content);

  it('are many', () => expect(transcripts.length).to.be.at.least(20));

  for (const ability of new Set(transcripts.map((item) => item.ability))) {
    describe(ability, () => {
      for (const { file, transcript } of transcripts.filter((item) => item.ability === ability)) {
        it(`${transcript.title} (${file})`, async () => {
          const talk = new Talk(NOW);
          talk.agreesWhenAsked = transcript.about_consent !== true;
          talk.keepsContact = transcript.about_contact !== true;
          try {
            await talk.open(content, engine);
            await fileForOthers(talk, transcript);
            if (transcript.profile_name !== undefined)
              await talk.isKnownAs(transcript.profile_name);
            for (const [index, turn] of transcript.talk.entries()) {
              check(await act(talk, turn), turn, `turn ${index + 1}`);
            }
            await checkEnd(talk, transcript);
          } finally {
            await talk.close();
          }
        });
      }
    });
  }
});

async function fileForOthers(talk: Talk, { others_case: other }: Transcript): Promise<void> {
  if (other === undefined) return;
  const parsed = parseReferenceCode(other.code);
  if (parsed.status !== 'ok') throw new Error(`${other.code} is no code.`);
  const { reference } = parsed;
  const { status, secret } = other;
  const next = aCase(aPerson(), { reference, status, secretHash: hashSecret(secret) });
  await talk.store.commit({ cases: [{ expectedVersion: null, next }] });
}

async function act(talk: Talk, turn: TranscriptTurn): Promise<Reply[]> {
  if (turn.person !== undefined) {
    const code = turn.person.join().includes('{{code}}') ? await lastCode(talk) : '';
    return talk.says(...turn.person.map((text) => text.replace('{{code}}', code)));
  }
  if (turn.presses !== undefined) return talk.presses(turn.presses);
  if (turn.sends === 'picture') return talk.sendsPicture(turn.with);
  if (turn.sends === 'voice') return talk.sendsVoice();
  if (turn.sends === 'sticker') return talk.sendsSticker();
  if (turn.waits !== undefined) {
    talk.waits(turn.waits);
    return talk.timersFire();
  }
  if (turn.menu !== undefined) return talk.posts(turn.menu, turn.ref);
  if (turn.agent !== undefined && turn.agent !== 'gives back') return talk.moves(turn.agent);
  await talk.isReleased();
  return [];
}

async function lastCode(talk: Talk): Promise<string> {
  const { caseReferences } = await talk.conversation();
  return caseReferences.at(-1) ?? 'no case yet';
}

function check(replies: readonly Reply[], turn: TranscriptTurn, where: string): void {
  const said = replies.map(({ text }) => text).join('\n');
  if (turn.silent === true) expect(said, where).to.equal('');
  let from = 0;
  for (const part of turn.bot ?? []) {
    const at = said.indexOf(part, from);
    expect(at, `${where}: "${part}" in: ${said}`).to.be.at.least(0);
    from = at + part.length;
  }
  for (const part of turn.never ?? []) expect(said, where).to.not.include(part);
  const titles = replies.at(-1)?.quickReplies.map(({ title }) => title) ?? [];
  expect(titles, `${where}: buttons`).to.include.members(turn.buttons ?? []);
  // Whatever is said can be sent as it is, and no slot is left open in it.
  for (const { text, quickReplies } of replies) {
    expect(text, where).to.not.match(/\{\{|–$|undefined/);
    expect(text.length, where).to.be.within(1, LIMITS.text);
    expect(quickReplies.length, where).to.be.at.most(LIMITS.quickReplies);
    for (const { title } of quickReplies) {
      expect(title.length, `${where}: ${title}`).to.be.within(1, LIMITS.quickReplyTitle);
    }
  }
}

async function checkEnd(talk: Talk, { ends }: Transcript): Promise<void> {
  const conversation = await talk.conversation();
  expect(conversation.control.holder, 'who holds it').to.equal(ends.with);
  if (ends.language !== undefined) expect(conversation.language).to.equal(ends.language);
  if (ends.cases !== undefined) {
    const { caseReferences } = conversation;
    const records = await Promise.all(
      caseReferences.map((code) => talk.store.caseByReference(code)),
    );
    expect(records.map((item) => item?.type)).to.deep.equal(ends.cases);
    return;
  }
  const [reference] = conversation.caseReferences;
  if (ends.case === undefined) {
    expect(conversation.caseReferences, 'cases').to.deep.equal([]);
    return;
  }
  expect(conversation.caseReferences, 'cases').to.have.length(1);
  const record = reference === undefined ? null : await talk.store.caseByReference(reference);
  expect(record?.type).to.equal(ends.case);
  expect(record?.urgent, 'urgent').to.equal(ends.urgent ?? false);
  const facts = Object.entries(record?.facts ?? {}).map(([name, fact]) => [name, fact.value]);
  expect(Object.fromEntries(facts)).to.include(ends.facts ?? {});
  expect(record?.facts).to.not.have.any.keys(
    ...(ends.no_facts ?? ['menu', 'kind', 'told', 'sure']),
  );
  if (ends.evidence !== undefined && reference !== undefined) {
    const evidence = await talk.store.evidenceOfCase(reference);
    expect(evidence.map(({ kind }) => kind)).to.have.members(ends.evidence);
  }
}
