import { expect } from 'chai';
import { openedCaseShape, statusPreviewShape } from '../../src/desk/cases/case-shapes.ts';
import { caseShape, type CaseView } from '../../src/desk/shapes.ts';
import { conversationId } from '../../src/domain/ids.ts';
import { addMember, complaint, conversationOf, signedIn } from '../fakes/desk-people.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

const DAY = 24 * 3_600_000;

for (const engine of ENGINES) {
  describe(`changing a case, on ${engine}`, function () {
    this.timeout(90_000);
    const desk = new DeskServer(engine);
    let mali: StaffClient;

    before(async () => {
      await desk.start();
      await addMember(desk, 'Mali', 'agent');
      mali = await signedIn(desk, 'mali');
    });
    after(() => desk.stop());

    const patch = (reference: string, body: object) =>
      mali.request('PATCH', `/api/cases/${reference}`, body);
    const changed = async (reference: string, body: object): Promise<CaseView> => {
      const answer = await patch(reference, body);
      expect(answer.status, JSON.stringify(body)).to.equal(200);
      return caseShape.parse(await answer.json());
    };
    const preview = async (reference: string, body: object) => {
      const answer = await mali.request('POST', `/api/cases/${reference}/status-preview`, body);
      expect(answer.status).to.equal(200);
      return statusPreviewShape.parse(await answer.json());
    };
    const wroteLongAgo = async (id: string) => {
      const { store } = desk.running;
      const found = await store.conversation(conversationId(id));
      if (found === null) throw new Error('There is no such conversation.');
      const next = { ...found, version: found.version + 1, windowOpenedAt: Date.now() - 2 * DAY };
      await store.commit({ conversation: { expectedVersion: found.version, next } });
    };

    it('shows what the person will get, and sends just that with the officer’s word', async () => {
      const { reference } = await complaint(desk, '8601');
      const to = { status: 'need_more_evidence', word: 'ขอภาพหน้าร้านด้วยค่ะ' };
      const shown = await preview(reference, to);
      expect(shown.when).to.equal('now');
      expect(shown.bubbles.join('\n')).to.include(reference).and.to.include(to.word);
      const before = desk.of('8601').length;
      const record = await changed(reference, to);
      expect(record.history.at(-1)).to.include({ status: to.status, word: to.word });
      await desk.quiet();
      const sent = desk.of('8601').slice(before);
      expect(sent.map(({ text }) => text)).to.deep.equal(shown.bubbles);
    });

    it('keeps the word while Messenger’s window is closed, and tells it when the person writes', async () => {
      const { id, reference } = await complaint(desk, '8602');
      await wroteLongAgo(id);
      const to = { status: 'coordinating', word: 'กำลังคุยกับร้านให้อยู่ค่ะ' };
      expect((await preview(reference, to)).when).to.equal('later');
      const before = desk.of('8602').length;
      await changed(reference, to);
      await desk.quiet();
      expect(desk.of('8602')).to.have.length(before);
      await desk.say('8602', { text: 'เรื่องถึงไหนแล้วคะ' });
      await desk.until(() => desk.of('8602').some(({ text }) => text.includes(to.word)));
    });

    it('refuses a word that goes with no status', async () => {
      const { reference } = await complaint(desk, '8603');
      const answer = await patch(reference, { word: 'สวัสดีค่ะ' });
      expect(answer.status).to.equal(422);
    });

    it('tells how sure the bot was of the type, and who has set another one', async () => {
      const { reference } = await complaint(desk, '8604');
      const read = caseShape.parse(await mali.get(`/api/cases/${reference}`));
      expect(read.typeSource).to.include({ by: 'bot' });
      expect(read.typeSource?.confidence).to.be.within(0.35, 1);
      const other = await changed(reference, { type: 'defective' });
      expect(other.type).to.equal('defective');
      expect(other.typeSource).to.deep.include({ by: 'agent', confidence: null });
      expect(other.typeSource?.staff?.name).to.equal('Mali');
    });

    it('ends the form whose case an officer has opened, so that no second case comes of it', async () => {
      await desk.say('8605', { text: 'สั่งของแล้วไม่ได้ของ โอนไป 900' });
      const id = await conversationOf(desk, '8605');
      const opened = await mali.request('POST', '/api/cases', {
        conversation: id,
        type: 'not_received',
      });
      const { case: record } = openedCaseShape.parse(await opened.json());
      expect(record.typeSource).to.deep.include({ by: 'agent' });
      expect(record.facts['amount']?.value).to.equal(900);
      const answer = (await desk.say('8605', { text: 'หูฟัง' })).join('\n');
      expect(answer).to.not.match(/ร้านหรือเพจชื่ออะไร/);
      const found = await desk.running.store.conversation(conversationId(id));
      expect(found?.caseReferences).to.deep.equal([record.reference]);
    });
  });
}
