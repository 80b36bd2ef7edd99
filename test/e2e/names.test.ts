import { expect } from 'chai';
import { conversationShape, listOf } from '../../src/desk/shapes.ts';
import { addMember, conversationOf, signedIn } from '../fakes/desk-people.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

for (const engine of ENGINES) {
  describe(`people’s names, on ${engine}`, function () {
    this.timeout(60_000);
    const desk = new DeskServer(engine);
    let mali: StaffClient;
    before(async () => {
      await desk.start();
      await addMember(desk, 'Mali', 'agent');
      mali = await signedIn(desk, 'mali');
    });
    after(() => desk.stop());

    const found = async (query: string) =>
      listOf(conversationShape)
        .parse(await mali.get(`/api/conversations?q=${encodeURIComponent(query)}`))
        .items.map(({ psid, name }) => ({ psid, name }));

    it('come from Facebook, are shown at the desk and found by search', async () => {
      desk.graph.standIn.people.add({ psid: '9801', name: 'ชบา ตัวอย่าง' });
      await desk.say('9801', { text: 'สวัสดีค่ะ' });
      await desk.until(async () => (await found('ชบา')).length > 0);
      expect(await found('ชบา')).to.deep.equal([{ psid: '9801', name: 'ชบา ตัวอย่าง' }]);
    });

    it('may be missing, and the person is answered all the same', async () => {
      expect(await desk.say('9802', { text: 'สวัสดีค่ะ' })).to.not.have.length(0);
      const id = await conversationOf(desk, '9802');
      const { store } = desk.running;
      const stored = async () =>
        (await store.conversations({ limit: 100 })).items.find((item) => item.id === id);
      await desk.until(async () => (await stored())?.nameAskedAt !== undefined);
      expect((await stored())?.name).to.equal(null);
    });
  });
}
