import { expect } from 'chai';
import {
  cannedReplyShape,
  suggestionShape,
} from '../../src/desk/conversations/reply-help-shapes.ts';
import { listOf } from '../../src/desk/shapes.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { addMember, signedIn, waitingPerson } from '../fakes/desk-people.ts';

describe('help for an agent who writes', () => {
  const desk = new DeskServer();
  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    await addMember(desk, 'Wan', 'editor');
  });
  after(() => desk.stop());

  it('gives the canned replies to whoever works at the desk', async () => {
    const mali = await signedIn(desk, 'mali');
    const { items } = listOf(cannedReplyShape).parse(await mali.get('/api/canned-replies'));
    expect(items.map(({ id }) => id))
      .to.include('greeting')
      .and.to.include('case-status');
    const wan = await signedIn(desk, 'wan');
    expect((await wan.request('GET', '/api/canned-replies')).status).to.equal(403);
  });

  it('suggests at most three answers to the person’s last words, and none to what is far from all', async () => {
    const mali = await signedIn(desk, 'mali');
    const id = await waitingPerson(desk, '9701');
    const suggested = async () =>
      listOf(suggestionShape).parse(await mali.get(`/api/conversations/${id}/suggestions`)).items;
    const say = async (text: string) => {
      await desk.post([desk.message('9701', { text })]);
      await desk.quiet();
    };
    await say('ศูนย์ 1212 เปิดกี่โมง ติดต่อทางไหนได้บ้าง');
    const found = await suggested();
    expect(found.length).to.be.within(1, 3);
    expect(found[0]?.id).to.match(/^f0/);
    expect(found[0]?.text).to.not.equal('');
    await say('ฟหกด ่าสว ๆๆ');
    expect(await suggested()).to.deep.equal([]);
  });
});
