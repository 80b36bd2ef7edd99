import { expect } from 'chai';
import { asksForPlace } from '../../src/conversation/answer/queue-place.ts';
import { remindOfWaiting, waitingTimer } from '../../src/conversation/waiting/waiting-timer.ts';
import { handoffId } from '../../src/domain/ids.ts';
import type { Change } from '../../src/ports.ts';
import { shippedContent } from '../fakes/shipped.ts';
import { engineFor, Talk } from '../fakes/talk.ts';

const content = shippedContent();
const engine = engineFor(content);
const NOW = Date.UTC(2026, 10, 25, 5);
const MINUTE = 60_000;

describe('a person who waits for an officer', () => {
  let talk: Talk;
  beforeEach(async () => {
    talk = new Talk(NOW);
    await talk.open(content, engine);
  });
  afterEach(() => talk.close());

  const texts = async () => (await talk.says('คุยกับเจ้าหน้าที่')).map(({ text }) => text).join('\n');
  const remind = async (change: { readonly handoff?: string; readonly reminder?: number } = {}) => {
    const { id, control } = await talk.conversation();
    const waitsFor = control.holder === 'queue' ? control.handoffId : handoffId('none');
    const of = { id: handoffId(change.handoff ?? waitsFor), conversationId: id };
    let count = 0;
    const ids = { next: () => `reminder-${(count += 1)}`, random: () => 0.5 };
    return remindOfWaiting(
      { store: talk.store, ids, phrase: engine.phrase.bind(engine) },
      waitingTimer(of, NOW, 15, change.reminder ?? 1),
      NOW + 15 * MINUTE,
    );
  };
  const kinds = ({ messages = [] }: Change) => messages.map(({ content: { kind } }) => kind);

  it('hears where in the queue that is', async () => {
    expect(await texts()).to.include('คุณเป็นคิวถัดไปค่ะ');
  });

  it('is told so again when asking, and not at every line', async () => {
    await texts();
    expect(await talk.says('มีใครอยู่ไหมคะ'), 'just told').to.have.length(0);
  });

  it('hears once that nothing is lost, and staff see how long it has been', async () => {
    await texts();
    const first = await remind();
    expect(kinds(first)).to.deep.equal(['notice', 'text']);
    expect(JSON.stringify(first.outbox)).to.include('คิวของคุณยังอยู่');
    expect(first.timers?.map(({ dueAt }) => dueAt)).to.deep.equal([NOW + 45 * MINUTE]);
    const second = await remind({ reminder: 2 });
    expect(kinds(second), 'and that supervisors are told').to.deep.equal(['notice', 'notice']);
    expect((await remind({ reminder: 3 })).timers).to.deep.equal([]);
  });

  it('is left alone when that wait is over', async () => {
    await talk.says('สวัสดีค่ะ');
    expect(await remind(), 'the bot has it').to.deep.equal({});
    await texts();
    expect(await remind({ handoff: 'an earlier one' })).to.deep.equal({});
  });
});

describe('asking whether anybody is there', () => {
  for (const text of [
    'มีใครอยู่ไหม',
    'นานไหมคะ',
    'ตอบด้วยค่ะ',
    'รอนานแล้ว',
    'How long?',
    'anyone there',
  ]) {
    it(`is heard: ${text}`, () => expect(asksForPlace(text)).to.equal(true));
  }
  for (const text of ['โอนไป 500 บาท', 'ร้านชื่อมะลิ', 'I paid 500']) {
    it(`is not heard in: ${text}`, () => expect(asksForPlace(text)).to.equal(false));
  }
});
