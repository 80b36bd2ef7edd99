import { expect } from 'chai';
import { erasureRequestShape, erasureShape } from '../../src/desk/privacy/privacy-shapes.ts';
import { listOf } from '../../src/desk/shapes.ts';
import { conversationId } from '../../src/domain/ids.ts';
import { trackAnswer } from '../../src/tracking/shapes.ts';
import { complaint, conversationOf, joined } from '../fakes/desk-people.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

const WISH = { text: 'ลบข้อมูลของฉัน' };
const requests = listOf(erasureRequestShape);

for (const engine of ENGINES) {
  describe(`wishes to be erased, on ${engine}`, function () {
    this.timeout(90_000);
    const desk = new DeskServer(engine);
    let mali: StaffClient;
    let lead: StaffClient;

    before(async () => {
      await desk.start();
      mali = await joined(desk, 'Mali', 'agent');
      lead = await joined(desk, 'Lada', 'supervisor');
    });
    after(() => desk.stop());

    /** A complaint whose person talks with the bot again. */
    const filedAndBack = async (psid: string) => {
      const filed = await complaint(desk, psid);
      await mali.request('POST', `/api/conversations/${filed.id}/claim`);
      await mali.request('POST', `/api/conversations/${filed.id}/release`);
      return filed;
    };
    const listed = async (id: string) =>
      requests
        .parse(await lead.get('/api/erasure-requests'))
        .items.find(({ conversation }) => conversation === id);
    const answer = (who: StaffClient, id: string, body: object) =>
      who.request('POST', `/api/conversations/${encodeURIComponent(id)}/erasure/answer`, {
        answer: body,
      });

    it('wait for a supervisor when a case is open, who refuses with a reason that the person gets', async () => {
      const { id, reference } = await filedAndBack('8701');
      const said = (await desk.say('8701', WISH)).join('\n');
      expect(said).to.include(reference).and.to.include('หัวหน้าเจ้าหน้าที่ได้รับคำขอ');
      expect(await listed(id)).to.deep.include({
        dueAt: null,
        kept: [{ reference, because: 'open' }],
      });
      expect((await mali.request('GET', '/api/erasure-requests')).status).to.equal(403);
      expect((await answer(mali, id, { because: 'refused', reason: 'ไม่ให้' })).status).to.equal(403);
      const refused = await answer(lead, id, { because: 'refused', reason: 'ตำรวจกำลังใช้อยู่' });
      expect(await refused.json()).to.deep.equal({ told: true });
      await desk.until(() => desk.of('8701').some(({ text }) => /ตำรวจกำลังใช้อยู่/.test(text)));
      expect(await listed(id)).to.equal(undefined);
      expect((await answer(lead, id, { because: 'changed_mind' })).status).to.equal(409);
      const { items } = await desk.running.store.auditEntries({
        action: 'conversation.erasure_ended',
        limit: 5,
      });
      expect(items[0]?.details).to.deep.equal({ because: 'refused' });
    });

    it('are answered once when the person writes again, where Messenger’s time was over, as the tracking page tells', async () => {
      const { id, reference, secret } = await filedAndBack('8704');
      await desk.say('8704', WISH);
      const talk = await desk.running.store.conversation(conversationId(id));
      if (talk === null) throw new Error('Nobody has written.');
      const next = {
        ...talk,
        version: talk.version + 1,
        windowOpenedAt: Date.now() - 48 * 3_600_000,
      };
      await desk.running.store.commit({ conversation: { expectedVersion: talk.version, next } });
      const waits = async () => {
        const response = await fetch(`${desk.running.url}/api/track`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ reference, secret }),
        });
        return trackAnswer.parse(await response.json()).erasureAnsweredAt;
      };
      expect(await waits()).to.equal(null);
      const refused = await answer(lead, id, { because: 'refused', reason: 'ตำรวจขอไว้' });
      expect(await refused.json()).to.deep.equal({ told: false });
      await desk.quiet();
      const got = () => desk.of('8704').filter(({ text }) => text.includes('ตำรวจขอไว้')).length;
      expect(got()).to.equal(0);
      expect(await waits()).to.be.a('string');
      await desk.say('8704', { text: 'สวัสดีค่ะ' });
      await desk.say('8704', { text: 'ขอบคุณค่ะ' });
      expect(got()).to.equal(1);
      expect(await waits()).to.equal(null);
    });

    it('show when the case has been closed meanwhile, so that the person can be erased', async () => {
      const { id, reference } = await filedAndBack('8702');
      await desk.say('8702', WISH);
      await lead.request('PATCH', `/api/cases/${reference}`, { status: 'out_of_scope' });
      await desk.quiet();
      expect((await listed(id))?.kept).to.deep.equal([]);
      const erased = await lead.request('POST', `/api/conversations/${id}/erase`);
      expect(erased.status).to.equal(200);
      expect(await listed(id)).to.equal(undefined);
    });

    it('are called off within the hour by whoever has the person, and by nobody else', async () => {
      await desk.say('8703', { text: 'สวัสดีค่ะ' });
      await desk.say('8703', WISH);
      await desk.press('8703', 'ลบทั้งหมด');
      const id = await conversationOf(desk, '8703');
      expect((await listed(id))?.dueAt).to.be.a('string');
      expect((await answer(mali, id, { because: 'changed_mind' })).status).to.equal(403);
      await mali.request('POST', `/api/conversations/${id}/claim`);
      const seen = erasureShape.parse(await mali.get(`/api/conversations/${id}/erasure`));
      expect(seen.request?.conversation).to.equal(id);
      expect((await answer(mali, id, { because: 'changed_mind' })).status).to.equal(200);
      expect(await listed(id)).to.equal(undefined);
      expect(await desk.running.store.timersOf(id)).to.deep.equal([]);
    });
  });
}
