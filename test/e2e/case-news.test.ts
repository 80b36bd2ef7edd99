import { expect } from 'chai';
import { listOf, messageShape } from '../../src/desk/shapes.ts';
import { conversationId } from '../../src/domain/ids.ts';
import { STATUS_TEMPLATE_EXAMPLE, STATUS_TEMPLATE_TEXT } from '../../src/domain/status-template.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import { addMember, complaint, signedIn } from '../fakes/desk-people.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

const HOUR = 3_600_000;

for (const engine of ENGINES) {
  describe(`news of a case, on ${engine}`, function () {
    this.timeout(60_000);
    const desk = new DeskServer(engine);
    let mali: StaffClient;

    before(async () => {
      await desk.start();
      await addMember(desk, 'Mali', 'agent');
      mali = await signedIn(desk, 'mali');
    });
    after(() => desk.stop());

    const move = async (reference: string, status: string) => {
      const answer = await mali.request('PATCH', `/api/cases/${reference}`, { status });
      expect(answer.status).to.equal(200);
    };
    const lines = async (id: string) =>
      listOf(messageShape).parse(await mali.get(`/api/conversations/${id}/messages`)).items;
    const news = (psid: string) =>
      desk.of(psid).flatMap(({ text }) => (/มีความคืบหน้า/.test(text) ? [text] : []));
    const wroteLongAgo = async (id: string) => {
      const { store } = desk.running;
      const found = await store.conversation(conversationId(id));
      if (found === null) throw new Error('There is no such conversation.');
      const next = { ...found, version: found.version + 1, windowOpenedAt: Date.now() - 25 * HOUR };
      await store.commit({ conversation: { expectedVersion: found.version, next } });
    };

    it('reach the person as the system’s words, also while an agent holds the conversation', async () => {
      const { id, reference } = await complaint(desk, '9501');
      await mali.request('POST', `/api/conversations/${id}/claim`);
      await move(reference, 'need_more_evidence');
      await desk.quiet();
      const [first = ''] = news('9501');
      expect(first).to.include(reference).and.to.include('รอหลักฐานเพิ่มจากคุณ');
      expect(desk.of('9501').at(-1)?.text).to.match(/ส่งหลักฐานเพิ่ม/);
      const shown = (await lines(id)).slice(-3);
      expect(shown.map(({ author }) => author.kind)).to.deep.equal(['system', 'system', 'system']);
      expect(shown[0]?.content).to.deep.equal({
        kind: 'notice',
        notice: { kind: 'case_status', reference, status: 'need_more_evidence' },
      });
    });

    it('wait after 24 hours until the person writes, and are then the newest only', async () => {
      const { id, reference } = await complaint(desk, '9502');
      await wroteLongAgo(id);
      await move(reference, 'coordinating');
      await move(reference, 'forwarded');
      await desk.quiet();
      expect(news('9502')).to.deep.equal([]);
      await desk.say('9502', { text: 'เรื่องถึงไหนแล้วคะ' });
      await desk.until(() => news('9502').length > 0);
      expect(news('9502')).to.have.length(1);
      expect(news('9502')[0]).to.include('ส่งต่อหน่วยงาน');
      await desk.post([desk.message('9502', { text: 'ขอบคุณค่ะ' })]);
      await desk.quiet();
      expect(news('9502'), 'told once').to.have.length(1);
    });

    it('are not sent once the case has moved on', async () => {
      const { id, reference } = await complaint(desk, '9503');
      desk.graph.failures.push({ status: 500, body: { error: { code: 2, message: 'later' } } });
      await move(reference, 'coordinating');
      await desk.until(async () =>
        (await lines(id)).some(
          (line) => line.direction === 'out' && line.delivery.status === 'retrying',
        ),
      );
      await move(reference, 'resolved');
      await desk.until(() => news('9503').length > 0);
      await desk.quiet();
      expect(news('9503')).to.have.length(1);
      expect(news('9503')[0]).to.include('เสร็จสิ้น');
      const reasons = (await lines(id)).flatMap((line) =>
        line.direction === 'out' && line.delivery.status === 'failed' ? [line.delivery.reason] : [],
      );
      expect(reasons).to.deep.equal(['superseded']);
    });
  });

  describe(`news of a case by a template, on ${engine}`, function () {
    this.timeout(60_000);
    const desk = new DeskServer(engine);
    let mali: StaffClient;

    before(async () => {
      await desk.start({ FACEBOOK_STATUS_TEMPLATE: 'case_status' });
      await addMember(desk, 'Mali', 'agent');
      mali = await signedIn(desk, 'mali');
      for (const language of ['th', 'en'] as const) {
        const example = { body_text: [STATUS_TEMPLATE_EXAMPLE[language]] };
        const components = [{ type: 'BODY', text: STATUS_TEMPLATE_TEXT[language], example }];
        const template = { name: 'case_status', language, category: 'UTILITY', components };
        desk.graph.standIn.templates.create(template, `t_${language}`);
      }
    });
    after(() => desk.stop());

    const oldComplaint = async (psid: string) => {
      const filed = await complaint(desk, psid);
      await desk.quiet();
      const { store } = desk.running;
      const found = await store.conversation(conversationId(filed.id));
      if (found === null) throw new Error('There is no such conversation.');
      const next = {
        ...found,
        version: found.version + 1,
        windowOpenedAt: Date.now() - 9 * 24 * HOUR,
      };
      await store.commit({ conversation: { expectedVersion: found.version, next } });
      // Facebook's own window is closed as well.
      desk.graph.standIn.moveClock(9 * 24, psid);
      return filed;
    };
    const move = async (reference: string, status: string) => {
      const answer = await mali.request('PATCH', `/api/cases/${reference}`, { status });
      expect(answer.status).to.equal(200);
      await desk.quiet();
    };
    const sentTo = (psid: string) =>
      desk.graph.standIn.sent.filter((sent) => sent.psid === psid).slice(-1);

    it('reach the person days after the last message, with code and status only', async () => {
      const { reference } = await oldComplaint('9511');
      await move(reference, 'coordinating');
      const [sent] = sentTo('9511');
      expect(sent?.messagingType).to.equal('UTILITY');
      expect(sent?.message.template?.components).to.deep.equal([
        {
          type: 'body',
          parameters: [
            { type: 'text', text: reference },
            { type: 'text', text: 'กำลังประสานงาน' },
          ],
        },
      ]);
      desk.graph.standIn.moveClock(-9 * 24, '9511');
      await desk.post([desk.message('9511', { text: 'ขอบคุณค่ะ' })]);
      await desk.quiet();
      const news = desk.of('9511').filter(({ text }) => /มีความคืบหน้า/.test(text));
      expect(news, 'told once').to.have.length(1);
    });

    it('go as plain words while the window is open', async () => {
      const { reference } = await complaint(desk, '9512');
      await move(reference, 'coordinating');
      const [sent] = sentTo('9512');
      expect(sent?.messagingType).to.equal('RESPONSE');
      expect(sent?.message.template).to.equal(undefined);
    });

    it('are told when the person writes, once Meta has refused the template', async () => {
      const { id, reference } = await oldComplaint('9513');
      desk.graph.standIn.templates.judge('case_status', 'REJECTED');
      await move(reference, 'coordinating');
      const stored = await desk.running.store.conversation(conversationId(id));
      expect(stored?.untold).to.deep.equal([reference]);
      desk.graph.standIn.moveClock(-9 * 24, '9513');
      await desk.say('9513', { text: 'เรื่องถึงไหนแล้วคะ' });
      const news = desk.of('9513').filter(({ text }) => /มีความคืบหน้า/.test(text));
      expect(news).to.have.length(1);
      expect(news[0]?.text).to.include('กำลังประสานงาน');
    });
  });
}
