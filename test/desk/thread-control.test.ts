import { expect } from 'chai';
import { z } from 'zod';
import { conversationShape } from '../../src/desk/shapes.ts';
import { PAGE_INBOX_APP_ID } from '../../src/domain/thread-holder.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { addMember, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

const problemShape = z.looseObject({ detail: z.string(), reason: z.string() });

/** Against the Graph stand-in: its ownership is real, and its events come by hand. */
describe('taking and passing on a thread, over HTTP', function () {
  this.timeout(30_000);
  const desk = new DeskServer();
  let mali: StaffClient;
  let somchai: StaffClient;
  let boss: StaffClient;
  let people = 5200;

  before(async () => {
    await desk.start({ FACEBOOK_APP_ID: '12120' });
    await addMember(desk, 'Mali', 'agent');
    await addMember(desk, 'Somchai', 'agent');
    await addMember(desk, 'Boss', 'supervisor');
    [mali, somchai, boss] = await Promise.all([
      signedIn(desk, 'mali'),
      signedIn(desk, 'somchai'),
      signedIn(desk, 'boss'),
    ]);
  });
  after(() => desk.stop());

  const control = (who: StaffClient, id: string, body: object) =>
    who.request('POST', `/api/conversations/${id}/thread-control`, body);
  const done = async (response: Response) => {
    expect(response.status).to.equal(200);
    return conversationShape.parse(await response.json());
  };
  const refused = async (response: Response) => {
    expect(response.status).to.equal(409);
    return problemShape.parse(await response.json());
  };
  const held = async () => {
    const psid = String((people += 1));
    const id = await waitingPerson(desk, psid);
    await mali.request('POST', `/api/conversations/${id}/claim`);
    return { psid, id };
  };
  const takenByInbox = async () => {
    const of = await held();
    const { pageId } = desk.graph.standIn;
    desk.graph.standIn.answerInInbox(of.psid, 'แอดมินตอบค่ะ', true);
    await desk.post([
      {
        sender: { id: of.psid },
        recipient: { id: pageId },
        timestamp: Date.now(),
        take_thread_control: {
          previous_owner_app_id: '12120',
          new_owner_app_id: PAGE_INBOX_APP_ID,
        },
      },
    ]);
    await desk.quiet();
    return of;
  };
  const view = async (id: string) =>
    conversationShape.parse(await mali.get(`/api/conversations/${id}`));
  const reply = (id: string, text: string) =>
    mali.request('POST', `/api/conversations/${id}/messages`, { text });

  it('passes to the Page’s inbox unless told whom, and replies are refused before Graph is', async () => {
    const { psid, id } = await held();
    const before = desk.of(psid).length;
    const { thread } = await done(await control(mali, id, { action: 'pass' }));
    expect(thread).to.include({ holder: 'other', appId: PAGE_INBOX_APP_ID });
    expect(desk.graph.standIn.people.get(psid).owner).to.equal('inbox');
    expect(await refused(await reply(id, 'ฮัลโหล'))).to.include({ reason: 'thread_elsewhere' });
    await desk.quiet();
    expect(desk.of(psid)).to.have.length(before);
    expect(desk.graph.standIn.people.get(psid).refusals).to.deep.equal([]);
  });

  it('says who holds it after it was taken away, takes it back, and replies go again', async () => {
    const { psid, id } = await takenByInbox();
    expect((await view(id)).thread).to.include({ holder: 'other', appId: PAGE_INBOX_APP_ID });
    expect((await done(await control(mali, id, { action: 'take' }))).thread.holder).to.equal(
      'ours',
    );
    expect((await reply(id, 'กลับมาแล้วค่ะ')).status).to.equal(200);
    await desk.until(() => desk.of(psid).at(-1)?.text === 'กลับมาแล้วค่ะ');
  });

  it('sends what had waited once it was taken back', async () => {
    const { psid, id } = await held();
    desk.graph.standIn.answerInInbox(psid, 'แอดมินตอบค่ะ', true);
    // Facebook has not told us yet: the refusal does.
    await reply(id, 'หนึ่ง');
    await desk.until(async () => (await view(id)).thread.holder === 'other');
    await control(mali, id, { action: 'take' });
    await desk.until(() => desk.of(psid).at(-1)?.text === 'หนึ่ง');
  });

  it('says what the Page lacks when it has no default app', async () => {
    const { id } = await takenByInbox();
    desk.graph.standIn.hasDefaultApp = false;
    const { reason, detail } = await refused(await control(mali, id, { action: 'take' }));
    desk.graph.standIn.hasDefaultApp = true;
    expect(reason).to.equal('thread_no_default_app');
    expect(detail).to.include('default app');
    expect((await view(id)).thread.holder, 'nothing has changed').to.equal('other');
  });

  it('asks the other app, and lets a thread go', async () => {
    const { id } = await takenByInbox();
    expect((await done(await control(mali, id, { action: 'request' }))).thread.holder).to.equal(
      'other',
    );
    await control(mali, id, { action: 'take' });
    expect((await done(await control(mali, id, { action: 'release' }))).thread.holder).to.equal(
      'ours',
    );
  });

  it('is for whoever holds the conversation, and for supervisors', async () => {
    const { id } = await held();
    const body = { action: 'pass', appId: '999' };
    expect(await refused(await control(somchai, id, body))).to.include({ reason: 'held_by_other' });
    expect((await done(await control(boss, id, body))).thread.appId).to.equal('999');
  });

  it('takes no action that it does not know', async () => {
    const { id } = await held();
    expect((await control(mali, id, { action: 'steal' })).status).to.equal(400);
    expect((await control(mali, id, { action: 'pass', appId: 'me' })).status).to.equal(400);
  });
});
