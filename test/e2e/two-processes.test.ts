import { expect } from 'chai';
import { testDatabase } from '../fakes/mongo.ts';
import { SLIP } from '../fakes/pictures.ts';
import { StaffClient } from '../fakes/staff-client.ts';
import { TwoProcesses } from '../fakes/two-processes.ts';

interface Items<Item> {
  items: Item[];
}

const mongo = testDatabase('two-processes');
const hasMongo = (process.env['TEST_MONGODB_URI'] ?? '') !== '';

for (const engine of ['the embedded store', ...(hasMongo ? ['MongoDB'] : [])]) {
  describe(`the main job between two processes, on ${engine}`, function () {
    this.timeout(120_000);
    const isMongo = engine === 'MongoDB';
    const desk = new TwoProcesses(isMongo ? { MONGODB_URI: mongo.uri() } : {});

    before(() => desk.start());
    after(async () => {
      const codes = await desk.stop();
      if (isMongo) await mongo.drop();
      expect(codes, 'both end of themselves').to.deep.equal([0, 0]);
    });

    it('goes from a complaint in Thai to a code, an agent, an answer and a status', async () => {
      const person = await desk.person('มะลิ ตัวอย่าง');
      await person.say('สั่งของไปสองอาทิตย์แล้วไม่ได้ของ โอนไป 1,500 ทางกสิกร', 'สั่งซื้ออะไร');
      await person.say('เสื้อยืด 3 ตัว', 'ชื่ออะไร');
      await person.say('ร้านเสื้อน้องมะลิ', 'ติดต่อร้านแล้ว');
      await person.tap('บล็อก', 'สลิป');
      await person.attach(SLIP, 'image/png', 'ได้รับแล้ว');
      await person.tap('พอแล้ว', 'ขอความยินยอม');
      await person.tap('ยินยอม', 'ขอชื่อและเบอร์โทร');
      const receipt = await person.tap('ข้าม', 'รหัสลับ');
      const reference = /OCC-\d{4}-[2-9A-Z]{5}-[2-9A-Z]/.exec(receipt)?.[0] ?? '';
      const secret = /รหัสลับสำหรับดูสถานะ: (\w+)/.exec(receipt)?.[1] ?? '';
      expect(reference).to.not.equal('');
      expect(secret).to.have.length(6);

      const agent = new StaffClient(desk);
      expect(await agent.signIn()).to.equal(200);
      const { items: waiting } = await agent.get<Items<{ id: string; cases: string[] }>>(
        '/api/conversations?control=queue',
      );
      const conversation = waiting.find(({ cases }) => cases.includes(reference));
      const path = `/api/conversations/${conversation?.id ?? ''}`;
      expect((await agent.request('POST', `${path}/claim`)).status).to.equal(200);
      await agent.request('POST', `${path}/messages`, { text: 'เจ้าหน้าที่รับเรื่องแล้วค่ะ' });
      await person.heard('เจ้าหน้าที่รับเรื่องแล้วค่ะ');

      const { items: evidence } = await agent.get<Items<{ sha256: string; mediaType: string }>>(
        `/api/cases/${reference}/evidence`,
      );
      expect(evidence.map(({ mediaType }) => mediaType)).to.deep.equal(['image/png']);
      await agent.request('PATCH', `/api/cases/${reference}`, { status: 'coordinating' });
      expect((await agent.request('POST', `${path}/release`)).status).to.equal(200);

      const tracked = await fetch(`${desk.running.url}/api/track`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ reference, secret }),
      });
      expect(await tracked.json()).to.include({ status: 'coordinating' });
      await person.say(`${reference.toLowerCase()} ถึงไหนแล้วคะ`, 'กำลังประสานงาน');
    });

    it('sends once, inside the window, with an id by which the echo is known again', async () => {
      const person = await desk.person('ก้อง ตัวอย่าง');
      await person.say('สวัสดีครับ', '1212');
      const sends = await desk.sentTo(person.psid);
      const ids = sends.map(({ message }) => message.metadata ?? '');
      expect(ids.every((id) => id !== '')).to.equal(true);
      expect(new Set(ids).size).to.equal(ids.length);
      expect(new Set(sends.map(({ messagingType }) => messagingType))).to.deep.equal(
        new Set(['RESPONSE']),
      );
      const { refusals, messages } = await person.thread();
      expect(refusals).to.deep.equal([]);
      expect(messages[0]).to.include({ status: 'sent' });
    });

    it('answers once when Facebook posts the same message again', async () => {
      const person = await desk.person('ใบเตย ตัวอย่าง');
      await person.say('สวัสดีค่ะ', '1212');
      const before = (await desk.sentTo(person.psid)).length;
      expect(await person.act('send-twice')).to.include({ status: 'acknowledged' });
      await person.say('1441 คืออะไรคะ', 'AOC');
      const after = await desk.sentTo(person.psid);
      const greetings = after.filter(({ message }) => message.text?.includes('สวัสดี'));
      expect(after.length).to.be.greaterThan(before);
      expect(greetings).to.have.length(1);
    });
  });
}
