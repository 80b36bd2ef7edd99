import { expect } from 'chai';
import { z } from 'zod';
import {
  caseShape,
  conversationShape,
  countsShape,
  evidenceShape,
  listOf,
  messageShape,
} from '../../src/desk/shapes.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { addMember, complaint, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

const problemShape = z.looseObject({
  status: z.number(),
  title: z.string(),
  detail: z.string(),
  reason: z.string().optional(),
  holder: z.string().nullish(),
});

describe('the desk over HTTP', function () {
  this.timeout(30_000);
  const desk = new DeskServer();
  let mali: StaffClient;
  let somchai: StaffClient;
  let boss: StaffClient;
  let somchaiId: string;

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    somchaiId = await addMember(desk, 'Somchai', 'agent');
    await addMember(desk, 'Boss', 'supervisor');
    await addMember(desk, 'Wipa', 'editor');
    [mali, somchai, boss] = await Promise.all([
      signedIn(desk, 'mali'),
      signedIn(desk, 'somchai'),
      signedIn(desk, 'boss'),
    ]);
  });
  after(() => desk.stop());

  const problem = async (response: Response) => {
    expect(response.headers.get('content-type')).to.match(/^application\/problem\+json/);
    return problemShape.parse(await response.json());
  };
  const act = (who: StaffClient, id: string, name: string, body?: object) =>
    who.request('POST', `/api/conversations/${id}/${name}`, body);

  it('answers in the shapes of the contract, with ISO times and string ids', async () => {
    const { id, reference } = await complaint(desk, '5001');
    const list = await mali.get('/api/conversations?control=queue');
    const waiting = listOf(conversationShape)
      .parse(list)
      .items.find((item) => item.id === id);
    expect(waiting).to.include({
      control: 'queue',
      assignee: null,
      psid: '5001',
      problemType: 'not_received',
      urgency: 'normal',
    });
    expect(waiting?.cases).to.deep.equal([reference]);
    expect(Date.parse(waiting?.waitingSince ?? '')).to.be.closeTo(Date.now(), 30_000);
    const freeUntil = Date.parse(waiting?.window.freeUntil ?? '');
    expect(freeUntil - Date.now()).to.be.closeTo(24 * 3_600_000, 60_000);

    const record = caseShape.parse(await mali.get(`/api/cases/${reference}`));
    expect(record).to.include({ reference, type: 'not_received', status: 'received' });
    expect(record.facts['amount']?.value).to.equal(1500);
    expect(record.parties).to.deep.include({
      role: 'seller',
      kind: 'name',
      value: 'ร้านเสื้อน้องมะลิ',
    });
    expect(record.conversations).to.deep.equal([id]);

    const thread = listOf(messageShape).parse(
      await mali.get(`/api/conversations/${id}/messages?limit=100`),
    );
    expect(thread.items.map(({ seq }) => seq)).to.deep.equal(thread.items.map((_, i) => i + 1));
    const files = listOf(evidenceShape).parse(await mali.get(`/api/cases/${reference}/evidence`));
    expect(files.items).to.have.length(1);
    expect(files.items[0]?.sha256).to.match(/^[0-9a-f]{64}$/);
  });

  it('pages a thread backwards without a gap or a repeat', async () => {
    const { id } = await complaint(desk, '5002');
    const seqs: number[] = [];
    let before = '';
    for (;;) {
      const page = listOf(messageShape).parse(
        await mali.get(`/api/conversations/${id}/messages?limit=4${before}`),
      );
      seqs.unshift(...page.items.map(({ seq }) => seq));
      if (page.nextCursor === null) break;
      before = `&before=${page.nextCursor}`;
    }
    expect(seqs.length).to.be.greaterThan(8);
    expect(seqs).to.deep.equal(seqs.map((_, index) => index + 1));
  });

  it('lets one of two agents win a claim and tells the other who did', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await waitingPerson(desk, `51${round}`);
      const answers = await Promise.all([act(mali, id, 'claim'), act(somchai, id, 'claim')]);
      const statuses = answers.map(({ status }) => status);
      expect([...statuses].sort()).to.deep.equal([200, 409]);
      const [first, second] = answers;
      const winner = statuses[0] === 200 ? 'Mali' : 'Somchai';
      const loser = statuses[0] === 200 ? second : first;
      if (loser === undefined) throw new Error('There were two.');
      expect(await problem(loser)).to.include({ reason: 'held_by_other', holder: winner });
    }
  });

  it('lets only the holder write, and a colleague leave a note', async () => {
    const id = await waitingPerson(desk, '5201');
    const early = await problem(await act(mali, id, 'messages', { text: 'สวัสดีค่ะ' }));
    expect(early).to.include({ status: 409, reason: 'not_held' });
    await act(mali, id, 'claim');
    const foreign = await problem(await act(somchai, id, 'messages', { text: 'ผมเอง' }));
    expect(foreign).to.include({ status: 409, reason: 'held_by_other', holder: 'Mali' });
    expect((await act(somchai, id, 'notes', { text: 'เคยคุยแล้ว' })).status).to.equal(200);
    expect((await act(mali, id, 'messages', { text: '   ' })).status).to.equal(400);
    expect((await act(somchai, id, 'release')).status).to.equal(409);
    expect((await act(mali, id, 'resolve')).status).to.equal(200);
    const done = listOf(conversationShape).parse(
      await mali.get('/api/conversations?resolved=true'),
    );
    expect(done.items.map((item) => item.id)).to.include(id);
  });

  it('passes a conversation on: the holder may, a supervisor may for others, to desk staff only', async () => {
    const id = await waitingPerson(desk, '5301');
    const to = (assignee: string) => ({ assignee });
    expect((await act(mali, id, 'transfer', to(somchaiId))).status).to.equal(409);
    await act(mali, id, 'claim');
    for (const nobody of ['staff-wipa', 'staff-unknown']) {
      expect((await act(mali, id, 'transfer', to(nobody))).status, nobody).to.equal(400);
    }
    const passed = await act(mali, id, 'transfer', to(somchaiId));
    expect(conversationShape.parse(await passed.json()).assignee).to.deep.equal({
      id: somchaiId,
      name: 'Somchai',
    });
    expect((await act(mali, id, 'messages', { text: 'ต่อค่ะ' })).status).to.equal(409);
    expect((await act(somchai, id, 'messages', { text: 'รับต่อครับ' })).status).to.equal(200);
    expect((await act(mali, id, 'transfer', to('staff-mali'))).status).to.equal(409);
    expect((await act(boss, id, 'transfer', to('staff-mali'))).status).to.equal(200);
    const { items } = listOf(messageShape).parse(
      await mali.get(`/api/conversations/${id}/messages`),
    );
    const notices = items.flatMap(({ content }) =>
      content.kind === 'notice' && content.notice.kind === 'transferred' ? [content.notice] : [],
    );
    expect(notices.map(({ by, to: name }) => `${by}→${name}`)).to.deep.equal([
      'Mali→Somchai',
      'Boss→Mali',
    ]);
  });

  it('counts, searches and sifts the lists', async () => {
    const id = await waitingPerson(desk, '5401');
    const counts = async () => countsShape.parse(await mali.get('/api/conversation-counts'));
    const before = await counts();
    await act(mali, id, 'claim');
    const after = await counts();
    expect(after).to.include({ mine: before.mine + 1, queue: before.queue - 1 });
    expect(before.mineIds).to.not.include(id);
    expect(after.mineIds).to.include(id);
    const ids = async (query: string) =>
      listOf(conversationShape)
        .parse(await mali.get(`/api/conversations?limit=100&${query}`))
        .items.map((item) => item.id);
    expect(await ids('control=agent&assignee=me')).to.include(id);
    expect(await ids('assignee=none')).to.not.include(id);
    expect(await ids('assignee=none')).to.not.deep.equal([]);
    expect(await ids('q=5401')).to.deep.equal([id]);
    const small = await mali.get('/api/conversations?limit=1');
    expect(listOf(conversationShape).parse(small).nextCursor).to.be.a('string');
  });

  it('shows editors the unanswered questions and no people', async () => {
    const editor = await signedIn(desk, 'wipa');
    const id = await waitingPerson(desk, '5501');
    const groups = await editor.request('GET', '/api/unanswered/groups');
    expect(groups.status).to.equal(200);
    expect((await editor.request('GET', '/api/unanswered')).status).to.equal(200);
    for (const path of [
      '/api/conversations',
      '/api/conversation-counts',
      '/api/staff',
      '/api/cases',
      `/api/conversations/${id}`,
      `/api/conversations/${id}/messages`,
      `/api/conversations/${id}/evidence`,
      '/api/cases/OCC-6911-7K3FQ-M',
    ]) {
      expect((await editor.request('GET', path)).status, path).to.equal(403);
    }
    expect((await act(editor, id, 'claim')).status).to.equal(403);
  });

  it('moves a case only along allowed ways', async () => {
    const { reference } = await complaint(desk, '5601');
    const move = (status: string) => mali.request('PATCH', `/api/cases/${reference}`, { status });
    expect((await move('resolved')).status, 'nobody has worked on it yet').to.equal(409);
    expect((await move('coordinating')).status).to.equal(200);
    expect((await move('resolved')).status).to.equal(200);
    const refused = await problem(await move('forwarded'));
    expect(refused['allowed']).to.deep.equal(['screening', 'coordinating']);
    expect((await move('nonsense')).status).to.equal(400);
    expect((await mali.request('GET', '/api/cases/OCC-6911-7K3FQ-M')).status).to.equal(404);
  });

  it('sends a failed message again for its holder only, and only once', async () => {
    const id = await waitingPerson(desk, '5701');
    await act(mali, id, 'claim');
    desk.graph.failures.push({ status: 400, body: { error: { message: 'no', code: 100 } } });
    await act(mali, id, 'messages', { text: 'ลองส่ง' });
    const lines = async () =>
      listOf(messageShape).parse(await mali.get(`/api/conversations/${id}/messages`)).items;
    const line = async () => (await lines()).at(-1);
    await desk.until(async () => {
      const last = await line();
      return last?.direction === 'out' && last.delivery.status === 'failed';
    });
    const failed = await line();
    const resend = (who: StaffClient, message = failed?.id ?? '', where = id) =>
      act(who, where, `messages/${message}/resend`);
    expect((await resend(somchai)).status).to.equal(409);
    expect((await resend(mali, 'unknown')).status).to.equal(404);
    const other = await waitingPerson(desk, '5702');
    await act(mali, other, 'claim');
    expect((await resend(mali, failed?.id, other)).status, 'not in that thread').to.equal(404);
    expect((await resend(mali)).status).to.equal(204);
    await desk.until(() => desk.of('5701').at(-1)?.text === 'ลองส่ง');
    await desk.quiet();
    expect(await problem(await resend(mali))).to.include({ status: 409, reason: 'not_failed' });
    expect(desk.of('5701').filter(({ text }) => text === 'ลองส่ง')).to.have.length(1);
  });

  it('names the faults of a request and knows no other routes', async () => {
    const bad = await problem(await mali.request('GET', '/api/conversations?limit=0'));
    expect(JSON.stringify(bad['problems'])).to.include('limit');
    expect((await problem(await mali.request('GET', '/api/nothing'))).status).to.equal(404);
  });
});
