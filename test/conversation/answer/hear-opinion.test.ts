import { expect } from 'chai';
import type { CaseStatus } from '../../../src/domain/case.ts';
import { staffId } from '../../../src/domain/ids.ts';
import type { ReferenceCode } from '../../../src/domain/reference-code.ts';
import { aCase, aPerson } from '../../contracts/samples.ts';
import { shippedContent } from '../../fakes/shipped.ts';
import { engineFor, Talk } from '../../fakes/talk.ts';

const content = shippedContent();
const engine = engineFor(content);
const NOW = Date.UTC(2026, 10, 24, 5);

describe('what a person says about a closed case', () => {
  let talk: Talk;
  let reference: ReferenceCode;
  beforeEach(async () => {
    talk = new Talk(NOW);
    await talk.open(content, engine);
    await talk.says('ขอบคุณค่ะ');
    const conversation = await talk.conversation();
    const record = aCase(aPerson(), { conversations: [conversation.id] });
    ({ reference } = record);
    const next = {
      ...conversation,
      version: conversation.version + 1,
      caseReferences: [reference],
    };
    await talk.store.commit({
      conversation: { expectedVersion: conversation.version, next },
      cases: [{ expectedVersion: null, next: record }],
    });
  });
  afterEach(() => talk.close());

  const current = async () => {
    const record = await talk.store.caseByReference(reference);
    if (record === null) throw new Error('The case is gone.');
    return record;
  };
  const closes = async (status: CaseStatus = 'closed_advice') => {
    await talk.moves(status);
    return (await current()).history.at(-1)?.at ?? 0;
  };
  const presses = (payload: string) =>
    talk.gets({
      messaging: [talk.message({ text: 'ปุ่ม', quick_reply: { payload: `case:${payload}` } })],
    });
  const ratings = async () =>
    (await talk.store.opinionsOf(reference)).map(({ rating, solved }) => ({ rating, solved }));

  it('is kept with who closed it, the month and the type', async () => {
    const since = await closes();
    await presses(`rate:${reference}:${since}:4`);
    await presses(`solved:${reference}:${since}:yes`);
    const [opinion, ...others] = await talk.store.opinionsOf(reference);
    expect(others).to.deep.equal([]);
    expect(opinion).to.include({
      agent: 'มาลี',
      type: 'not_received',
      month: '2026-11',
      rating: 4,
      solved: 'yes',
      closedAt: since,
    });
  });

  it('counts once, whatever is pressed how often', async () => {
    const since = await closes();
    for (const rating of [5, 1, 3]) await presses(`rate:${reference}:${since}:${rating}`);
    expect(await ratings()).to.deep.equal([{ rating: 3, solved: null }]);
  });

  it('is no rating where the button is of an earlier closing, of nobody, or made up', async () => {
    const since = await closes();
    const open = { ...(await current()), status: 'screening' as const };
    const made = [
      `rate:${reference}:${since - 1}:5`,
      `rate:${reference}:${since}:6`,
      `rate:${reference}:${since}:`,
      `rate:OCC-6911-7K3FQ-M:${since}:5`,
      `solved:${reference}:${since}:maybe`,
      `erase:${reference}:${since}:5`,
      'rate',
    ];
    for (const payload of made) {
      expect((await presses(payload)).at(-1)?.text, payload).to.match(/ปุ่มนี้เป็นของเรื่องก่อนหน้า/);
    }
    expect(open.status).to.equal('screening');
    expect(await ratings()).to.deep.equal([]);
  });

  it('says nothing about the case of another person', async () => {
    const other = aCase(aPerson(), { status: 'resolved' });
    await talk.store.commit({ cases: [{ expectedVersion: null, next: other }] });
    for (const payload of [`reopen:${other.reference}`, `rate:${other.reference}:${NOW}:1`]) {
      expect((await presses(payload)).at(-1)?.text).to.match(/ปุ่มนี้เป็นของเรื่องก่อนหน้า/);
    }
    expect(await talk.store.caseByReference(other.reference)).to.deep.equal(other);
  });

  it('takes the case up again: screened anew, counted, told to staff and in the audit', async () => {
    await closes();
    const [answer] = await presses(`reopen:${reference}`);
    expect(answer?.text).to.match(/เปิดเรื่อง .+ อีกครั้งแล้ว/);
    expect(await current()).to.include({ status: 'screening', reopenCount: 1 });
    expect((await current()).history.at(-1)).to.include({ by: 'consumer' });
    expect((await talk.conversation()).control.holder).to.equal('queue');
    expect((await talk.store.openHandoff((await talk.conversation()).id))?.reason).to.equal(
      'case_reopened',
    );
    expect(await talk.store.timersOf(reference)).to.deep.equal([]);
    expect(talk.everything()).to.include('case.reopened');
    const [again] = await presses(`reopen:${reference}`);
    expect(again?.text).to.match(/เปิดอยู่แล้ว/);
    expect((await current()).reopenCount).to.equal(1);
  });

  it('is not asked once the case was taken up again, or when it was closed without them', async () => {
    await talk.moves('screening');
    await talk.moves('closed_no_contact');
    expect(await talk.store.timersOf(reference)).to.deep.equal([]);
    await talk.moves('screening');
    await closes();
    const timers = await talk.store.timersOf(reference);
    expect(timers.map(({ kind }) => kind)).to.deep.equal(['ask_solved']);
    await talk.moves('screening');
    expect(await talk.store.timersOf(reference)).to.deep.equal([]);
  });

  it('is a word only when one was asked for, and never a cry for help', async () => {
    const since = await closes();
    await presses(`rate:${reference}:${since}:2`);
    await talk.says('ขอบคุณนะคะ');
    expect((await current()).words ?? []).to.deep.equal([]);
    await presses(`word:${reference}:${since}`);
    expect((await talk.says('ไม่อยากอยู่แล้ว อยากตาย')).map(({ text }) => text).join()).to.match(
      /1323/,
    );
    expect((await current()).words ?? []).to.deep.equal([]);
    await presses(`word:${reference}:${since}`);
    await talk.says('ช่วยดีแต่รอนาน');
    expect((await current()).words?.map(({ text }) => text)).to.deep.equal(['ช่วยดีแต่รอนาน']);
  });

  it('is kept while an agent holds the conversation, and the bot stays silent', async () => {
    const since = await closes();
    const conversation = await talk.conversation();
    const dao = { staffId: staffId('agent-2'), name: 'ดาว', handoffId: null, since: 0 };
    const control = { holder: 'agent' as const, ...dao };
    const next = { ...conversation, version: conversation.version + 1, control };
    await talk.store.commit({
      conversation: { expectedVersion: conversation.version, next },
    });
    expect(await presses(`rate:${reference}:${since}:5`)).to.deep.equal([]);
    expect(await ratings()).to.deep.equal([{ rating: 5, solved: null }]);
  });
});
