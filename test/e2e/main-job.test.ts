import { expect } from 'chai';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import { StaffClient } from '../fakes/staff-client.ts';

interface Items<Item> {
  items: Item[];
}

for (const engine of ENGINES) {
  describe(`the main job on ${engine}, over HTTP with signed payloads in and Send API calls out`, function () {
    // The test set-up's MongoDB may run under Wine: every commit takes tens of milliseconds.
    this.timeout(60_000);
    const desk = new DeskServer(engine);
    const PERSON = '7001';

    before(() => desk.start());
    after(() => desk.stop());

    it('goes from a complaint in Thai to a code, an agent, an answer and a status', async () => {
      const first = await desk.say(PERSON, {
        text: 'สั่งของไปสองอาทิตย์แล้วไม่ได้ของ โอนไป 1,500 ทางกสิกร',
      });
      expect(first.join('\n')).to.include('สั่งซื้ออะไร');

      const second = await desk.say(PERSON, { text: 'เสื้อยืด 3 ตัว' });
      expect(second.join('\n'), 'the amount was told already').to.not.include('จ่ายไปเท่าไร');
      expect(second.join('\n')).to.include('ชื่ออะไร');
      await desk.say(PERSON, { text: 'ร้านเสื้อน้องมะลิ' });
      const files = await desk.press(PERSON, 'บล็อก');
      expect(files.join('\n')).to.include('สลิป').and.include('แชต');
      await desk.picture(PERSON);
      await desk.say(PERSON, { text: 'อันนี้สลิปค่ะ' });
      const receipt = (await desk.press(PERSON, 'พอแล้ว')).join('\n');
      const reference = /OCC-\d{4}-[2-9A-Z]{5}-[2-9A-Z]/.exec(receipt)?.[0] ?? '';
      const secret = /รหัสลับสำหรับดูสถานะ: (\w+)/.exec(receipt)?.[1] ?? '';
      expect(reference).to.not.equal('');
      expect(secret).to.have.length(6);

      const agent = new StaffClient(desk);
      expect(await agent.signIn()).to.equal(200);
      const waiting = await agent.get<Items<{ id: string; cases: string[]; problemType: string }>>(
        '/api/conversations?control=queue',
      );
      const [conversation] = waiting.items;
      expect(conversation?.cases).to.deep.equal([reference]);
      expect(conversation?.problemType).to.equal('not_received');
      const path = `/api/conversations/${conversation?.id ?? ''}`;

      expect((await agent.request('POST', `${path}/messages`, { text: 'ก่อนรับ' })).status).to.equal(
        409,
      );
      expect((await agent.request('POST', `${path}/claim`)).status).to.equal(200);
      const before = desk.of(PERSON).length;
      await agent.request('POST', `${path}/messages`, { text: 'เจ้าหน้าที่รับเรื่องแล้วค่ะ' });
      await desk.until(() => desk.of(PERSON).length > before);
      expect(desk.of(PERSON).at(-1)?.text).to.equal('เจ้าหน้าที่รับเรื่องแล้วค่ะ');

      const silentSince = desk.of(PERSON).length;
      await desk.post([desk.message(PERSON, { text: 'ขอบคุณค่ะ' })]);
      await desk.quiet();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(desk.of(PERSON), 'the bot is silent while an agent holds it').to.have.length(
        silentSince,
      );

      const record = await agent.get<{ facts: Record<string, { value: unknown }> }>(
        `/api/cases/${reference}`,
      );
      expect(record.facts['amount']?.value).to.equal(1500);
      expect(record.facts['bank']?.value).to.equal('KBANK');
      const { items: evidence } = await agent.get<Items<{ id: string; mediaType: string }>>(
        `/api/cases/${reference}/evidence`,
      );
      expect(evidence.map((item) => item.mediaType)).to.deep.equal(['image/png']);
      const file = await agent.request(
        'GET',
        `/api/cases/${reference}/evidence/${evidence[0]?.id ?? ''}/content`,
      );
      expect((await file.arrayBuffer()).byteLength).to.be.greaterThan(50);

      const moved = await agent.request('PATCH', `/api/cases/${reference}`, {
        status: 'coordinating',
      });
      expect(moved.status).to.equal(200);
      expect((await agent.request('POST', `${path}/release`)).status).to.equal(200);

      const track = (body: object) =>
        fetch(`${desk.running.url}/api/track`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      const tracked = (await (await track({ reference, secret })).json()) as { status: string };
      expect(tracked.status).to.equal('coordinating');
      expect((await track({ reference, secret: 'WRONG2' })).status).to.equal(404);

      const inChat = await desk.say(PERSON, { text: `${reference.toLowerCase()} ถึงไหนแล้วคะ` });
      expect(inChat.join('\n')).to.include('กำลังประสานงาน');
      const other = await desk.say('7002', { text: `${reference} ถึงไหนแล้วคะ` });
      expect(other.join('\n'), 'nobody else learns the status from the code alone')
        .to.include('รหัสลับ')
        .and.not.include('กำลังประสานงาน');
      const unknown = await desk.say('7009', { text: 'OCC-6911-7K3FQ-M ถึงไหนแล้วคะ' });
      expect(unknown, 'nor whether there is such a case').to.deep.equal(other);
    });

    it('tells a person who has just sent money what to do before it asks anything', async () => {
      const answer = await desk.say('7003', { text: 'เพิ่งโอนเงินให้มิจฉาชีพไปสองพันห้า ทำไงดี' });
      expect(answer[0]).to.include('Bank Case ID');
      expect(answer[1]).to.include('72');
      const later = await desk.press('7003', 'โทรแล้ว');
      expect(later.join('\n'), 'the amount was told already').to.not.include('โอนไปเท่าไร');
    });

    it('goes back, skips, explains and cancels', async () => {
      await desk.say('7004', { text: 'ซื้อของออนไลน์แล้วไม่ได้ของเลยค่ะ ร้านเงียบ' });
      await desk.say('7004', { text: 'หม้อทอด' });
      expect((await desk.say('7004', { text: 'ประมาณนึง' })).join('\n')).to.include('ตัวเลข');
      await desk.say('7004', { text: '๑,๒๕๐' });
      expect((await desk.say('7004', { text: 'ทำไมต้องถาม' })).join('\n')).to.include('ชื่อร้าน');
      expect((await desk.say('7004', { text: 'ย้อนกลับค่ะ' })).join('\n')).to.include('จ่ายไปเท่าไร');
      expect((await desk.say('7004', { text: 'ยกเลิก' })).join('\n')).to.include('ยกเลิกเรื่องนี้แล้ว');
    });

    it('hands over to a person on request and answers a question from the knowledge store', async () => {
      expect((await desk.say('7005', { text: '1441 คืออะไรคะ' })).join('\n')).to.include('AOC');
      await desk.say('7005', { text: 'ขอคุยกับเจ้าหน้าที่ค่ะ' });
      const agent = new StaffClient(desk);
      await agent.signIn();
      const { items } = await agent.get<Items<{ psid: string }>>(
        '/api/conversations?control=queue',
      );
      expect(items.map((item) => item.psid)).to.include('7005');
    });
  });
}
