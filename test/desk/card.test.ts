import { expect } from 'chai';
import type { z } from 'zod';
import { openedCaseShape } from '../../src/desk/cases/case-shapes.ts';
import { cardShape } from '../../src/desk/conversations/card-shapes.ts';
import { addMember, complaint, conversationOf, signedIn } from '../fakes/desk-people.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

for (const engine of ENGINES) {
  describe(`the handoff card, on ${engine}`, function () {
    this.timeout(60_000);
    const desk = new DeskServer(engine);
    let mali: StaffClient;
    before(async () => {
      await desk.start();
      await addMember(desk, 'Mali', 'agent');
      mali = await signedIn(desk, 'mali');
    });
    after(() => desk.stop());

    const card = async (id: string) =>
      cardShape.parse(await mali.get(`/api/conversations/${id}/card`));
    const valuesOf = (facts: z.infer<typeof cardShape>['facts']) =>
      Object.fromEntries(Object.entries(facts).map(([slot, { value }]) => [slot, value]));
    const told = async (id: string) => valuesOf((await card(id)).facts);
    const change = (id: string, body: object) =>
      mali.request('PATCH', `/api/conversations/${id}/card`, body);
    const correct = (id: string, facts: object) => change(id, { facts });

    it('is seen and corrected by an officer while the bot asks, and is not asked again', async () => {
      await desk.say('8901', { text: 'สั่งของแล้วไม่ได้ของ' });
      const id = await conversationOf(desk, '8901');
      expect((await card(id)).asking).to.equal('product');
      const answer = await correct(id, { product: 'หูฟัง', amount: 900 });
      expect(valuesOf(cardShape.parse(await answer.json()).facts)).to.include({
        product: 'หูฟัง',
        amount: 900,
      });
      const next = (await desk.say('8901', { text: 'ค่ะ' })).join('\n');
      expect(next).to.not.match(/สั่งซื้ออะไร|จ่ายไปเท่าไร/);
      expect(next).to.match(/ร้านหรือเพจชื่ออะไร/);
      expect(await told(id)).to.include({ product: 'หูฟัง', amount: 900 });
      expect((await card(id)).asking).to.equal('seller_name');
    });

    it('takes no slot that steers the talk, and no masked number', async () => {
      const id = await conversationOf(desk, '8901');
      expect((await correct(id, { reference: 'OCC-1' })).status).to.equal(422);
      expect((await correct(id, { seller_account: '••••••7890' })).status).to.equal(400);
    });

    it('is kept over an officer’s visit, and filed in the name of the officer', async () => {
      await desk.say('8903', { text: 'สั่งของแล้วไม่ได้ของ โอนไป 500 บาท' });
      await desk.say('8903', { text: 'ขอคุยกับเจ้าหน้าที่' });
      const id = await conversationOf(desk, '8903');
      await mali.request('POST', `/api/conversations/${id}/claim`);
      expect(await told(id)).to.include({ amount: 500 });
      expect((await correct(id, { product: 'หูฟัง', amount: 900 })).status).to.equal(200);
      await mali.request('POST', `/api/conversations/${id}/release`);
      expect(await told(id)).to.include({ product: 'หูฟัง', amount: 900 });
      expect((await desk.say('8903', { text: 'ค่ะ' })).join('\n')).to.include('ค้างไว้');
      const next = (await desk.say('8903', { text: 'ใช่ค่ะ' })).join('\n');
      expect(next).to.match(/ร้านหรือเพจชื่ออะไร/);
      expect(next).to.not.match(/สั่งซื้ออะไร|จ่ายไปเท่าไร/);
      const body = { conversation: id, type: 'not_received' };
      const opened = await (await mali.request('POST', '/api/cases', body)).json();
      const { facts } = openedCaseShape.parse(opened).case;
      const product = facts['product'];
      expect(product?.value).to.equal('หูฟัง');
      expect(product?.source).to.include({ by: 'agent' });
      expect(product?.source.staff?.name).to.equal('Mali');
      expect(facts['story']?.source.by).to.equal('consumer');
    });

    it('is taken from an officer also when the person has told the bot nothing', async () => {
      await desk.say('8904', { text: 'ขอคุยกับเจ้าหน้าที่' });
      const id = await conversationOf(desk, '8904');
      expect((await correct(id, { product: 'เสื้อ' })).status).to.equal(200);
      expect(await told(id)).to.deep.include({ product: 'เสื้อ' });
    });

    it('shows no number to who does not have the person', async () => {
      await desk.say('8902', { text: 'สั่งของแล้วไม่ได้ของ โอนไปบัญชี 123-4-56789-0' });
      const id = await conversationOf(desk, '8902');
      expect(JSON.stringify(await told(id))).to.not.include('56789');
    });

    it('tells wish, type with its rivals, urgency and why, files, what the bot said and what to ask', async () => {
      await desk.say('8905', { text: 'โดนหลอกโอนเงินไปลงทุน 200,000 บาท ถอนเงินไม่ได้' });
      await desk.say('8905', { text: 'ขอคุยกับเจ้าหน้าที่' });
      const id = await conversationOf(desk, '8905');
      const seen = await card(id);
      expect(seen.reference).to.equal(null);
      expect(seen.wish).to.equal('โดนหลอกโอนเงินไปลงทุน 200,000 บาท ถอนเงินไม่ได้');
      expect(seen.type?.type).to.equal('investment_scam');
      expect(seen.type?.by).to.equal('bot');
      expect(seen.type?.confidence).to.be.within(0.5, 1);
      expect(seen.alternatives.map(({ type }) => type)).to.not.include('investment_scam');
      expect(seen.alternatives).to.have.length.within(1, 3);
      expect(seen.urgency).to.deep.equal({ urgent: true, why: 'money_lost', by: null });
      expect(seen.facts['amount']).to.deep.equal({
        value: 200_000,
        source: { by: 'consumer', staff: null, at: null },
      });
      expect(seen.files.map(({ kind }) => kind)).to.include('payment_proof');
      expect(seen.files.every(({ state }) => state === 'missing')).to.equal(true);
      const said = seen.botSaid.map(({ text }) => text).join('\n');
      expect(said).to.include('ส่งต่อให้เจ้าหน้าที่แล้ว');
      expect(seen.next?.text).to.include('โทรธนาคาร');
    });

    it('lets an officer set type, urgency and files, and names them as the one who said so', async () => {
      const id = await conversationOf(desk, '8905');
      const body = { type: 'romance_scam', urgent: false, facts: { payment_proof: 1, chat: 0 } };
      const seen = cardShape.parse(await (await change(id, body)).json());
      expect(seen.type).to.deep.include({ type: 'romance_scam', by: 'agent', confidence: null });
      expect(seen.type?.staff?.name).to.equal('Mali');
      expect(seen.urgency).to.deep.equal({ urgent: false, why: 'staff', by: 'Mali' });
      const states = Object.fromEntries(seen.files.map(({ kind, state }) => [kind, state]));
      expect(states).to.include({ payment_proof: 'present', chat: 'missing' });
      expect(seen.facts['amount']?.value).to.equal(200_000);
    });

    it('tells of a case that is filed which files came and which are promised', async () => {
      const { id, reference } = await complaint(desk, '8906');
      const seen = await card(id);
      expect(seen.reference).to.equal(reference);
      expect(seen.wish).to.include('สั่งของไปสองอาทิตย์');
      expect(seen.files).to.deep.equal([
        { kind: 'payment_proof', state: 'present' },
        { kind: 'chat', state: 'missing' },
      ]);
      expect(seen.facts).to.deep.equal({});
      // What the form leaves to officers.
      expect(seen.next?.slot).to.equal('seller_link');
      expect((await correct(id, { product: 'เสื้อ' })).status).to.equal(409);
      expect((await change(id, { urgent: true })).status).to.equal(200);
      expect((await card(id)).urgency).to.include({ urgent: true, by: 'Mali' });
    });

    it('says that a file which nobody has named may be what is wanted, and asks for none', async () => {
      await desk.say('8907', { text: 'โดนโกง โอนเงินให้มิจฉาชีพไป 12,000 บาท เมื่อวาน' });
      await desk.press('8907', 'โทรแล้ว');
      await desk.say('8907', { text: 'กสิกร 123-4-56789-0' });
      await desk.picture('8907');
      await desk.say('8907', { text: 'ขอคุยกับเจ้าหน้าที่' });
      const id = await conversationOf(desk, '8907');
      const seen = await card(id);
      expect(seen.files.map(({ state }) => state)).to.deep.equal(['unsorted', 'unsorted']);
      expect(seen.otherFiles).to.equal(1);
      expect(seen.next).to.equal(null);
      await change(id, { facts: { payment_proof: 1, chat: 0 } });
      const sorted = await card(id);
      expect(sorted.files.map(({ state }) => state)).to.deep.equal(['present', 'missing']);
      expect(sorted.next?.slot).to.equal('chat');
    });
  });
}
