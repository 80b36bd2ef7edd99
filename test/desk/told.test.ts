import { expect } from 'chai';
import { toldShape } from '../../src/desk/cases/case-shapes.ts';
import { addMember, conversationOf, signedIn } from '../fakes/desk-people.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

for (const engine of ENGINES) {
  describe(`what the bot was told, on ${engine}`, function () {
    this.timeout(60_000);
    const desk = new DeskServer(engine);
    let mali: StaffClient;
    before(async () => {
      await desk.start();
      await addMember(desk, 'Mali', 'agent');
      mali = await signedIn(desk, 'mali');
    });
    after(() => desk.stop());

    const told = async (id: string) =>
      toldShape.parse(await mali.get(`/api/conversations/${id}/told`));
    const correct = (id: string, facts: object) =>
      mali.request('PATCH', `/api/conversations/${id}/told`, { facts });

    it('is seen and corrected by an officer while the bot asks, and is not asked again', async () => {
      await desk.say('8901', { text: 'สั่งของแล้วไม่ได้ของ' });
      const id = await conversationOf(desk, '8901');
      const asked = (await told(id)).asking ?? '';
      expect(asked).to.equal('product');
      const answer = await correct(id, { product: 'หูฟัง', amount: 900 });
      expect(toldShape.parse(await answer.json()).facts).to.include({
        product: 'หูฟัง',
        amount: 900,
      });
      const next = (await desk.say('8901', { text: 'ค่ะ' })).join('\n');
      expect(next).to.not.match(/สั่งซื้ออะไร|จ่ายไปเท่าไร/);
      expect(next).to.match(/ร้านหรือเพจชื่ออะไร/);
      const after = await told(id);
      expect(after.facts).to.include({ product: 'หูฟัง', amount: 900 });
      expect(after.asking).to.equal('seller_name');
    });

    it('takes no slot that steers the talk, and no masked number', async () => {
      const id = await conversationOf(desk, '8901');
      expect((await correct(id, { reference: 'OCC-1' })).status).to.equal(422);
      expect((await correct(id, { seller_account: '••••••7890' })).status).to.equal(400);
    });

    it('shows no number to who does not have the person', async () => {
      await desk.say('8902', { text: 'สั่งของแล้วไม่ได้ของ โอนไปบัญชี 123-4-56789-0' });
      const id = await conversationOf(desk, '8902');
      expect(JSON.stringify(await told(id))).to.not.include('56789');
    });
  });
}
