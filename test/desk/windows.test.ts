import { expect } from 'chai';
import { z } from 'zod';
import { conversationShape, listOf, messageShape } from '../../src/desk/shapes.ts';
import { conversationId } from '../../src/domain/ids.ts';
import type { Conversation } from '../../src/domain/conversation.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import { addMember, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

const HOUR = 3_600_000;
const problemShape = z.looseObject({
  status: z.number(),
  reason: z.string(),
  detail: z.string(),
  detailThai: z.string(),
  window: conversationShape.shape.window,
});

for (const engine of ENGINES) {
  for (const granted of [false, true]) {
    describe(`replies on ${engine} ${granted ? 'with' : 'without'} the Human Agent feature`, function () {
      this.timeout(60_000);
      const desk = new DeskServer(engine);
      let mali: StaffClient;

      before(async () => {
        await desk.start({ FACEBOOK_HUMAN_AGENT: granted ? 'on' : 'off' });
        await addMember(desk, 'Mali', 'agent');
        mali = await signedIn(desk, 'mali');
      });
      after(() => desk.stop());

      const act = (id: string, name: string, body?: object) =>
        mali.request('POST', `/api/conversations/${id}/${name}`, body);
      const change = async (id: string, fields: Partial<Conversation>) => {
        const { store } = desk.running;
        const found = await store.conversation(conversationId(id));
        if (found === null) throw new Error('There is no such conversation.');
        const next = { ...found, ...fields, version: found.version + 1 };
        await store.commit({ conversation: { expectedVersion: found.version, next } });
      };
      /** A person who wrote that long ago, in Mali's hands. */
      const heldSince = async (psid: string, hours: number) => {
        const id = await waitingPerson(desk, psid);
        await act(id, 'claim');
        await change(id, { windowOpenedAt: Date.now() - hours * HOUR });
        desk.graph.standIn.moveClock(hours, psid);
        return id;
      };
      const lines = async (id: string) =>
        listOf(messageShape).parse(await mali.get(`/api/conversations/${id}/messages`)).items;
      const accepted = (psid: string) =>
        desk.graph.standIn.sent
          .filter((sent) => sent.psid === psid)
          .map(({ messagingType, tag }) => ({ messagingType, tag }));

      it('go out as they are within 24 hours', async () => {
        const id = await heldSince('8001', 23);
        expect((await act(id, 'messages', { text: 'สวัสดีค่ะ' })).status).to.equal(200);
        await desk.quiet();
        expect(accepted('8001').at(-1)).to.deep.equal({ messagingType: 'RESPONSE', tag: null });
      });

      it(`${granted ? 'go out with the tag' : 'are refused'} after 25 hours`, async () => {
        const id = await heldSince('8002', 25);
        const before = (await lines(id)).length;
        const answer = await act(id, 'messages', { text: 'ขอโทษที่ตอบช้าค่ะ' });
        await desk.quiet();
        if (granted) {
          expect(answer.status).to.equal(200);
          const expected = { messagingType: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };
          expect(accepted('8002').at(-1)).to.deep.equal(expected);
          return;
        }
        const problem = problemShape.parse(await answer.json());
        expect(problem).to.include({ status: 409, reason: 'human_agent_not_granted' });
        expect(problem.detail).to.match(/phone/);
        expect(problem.detailThai).to.match(/โทร/);
        expect(problem.window.asPersonUntil).to.equal(null);
        expect(await lines(id), 'nothing was queued').to.have.length(before);
      });

      it('are refused after seven days, and nothing is queued', async () => {
        const id = await heldSince('8003', 7 * 24 + 1);
        const before = accepted('8003').length;
        const answer = await act(id, 'messages', { text: 'ยังอยู่ไหมคะ' });
        const { reason } = problemShape.parse(await answer.json());
        expect(reason).to.equal('window_closed');
        await desk.quiet();
        expect(accepted('8003')).to.have.length(before);
      });

      it('are not sent again either once Messenger takes them no more', async () => {
        const id = await heldSince('8004', 1);
        desk.graph.failures.push({ status: 400, body: { error: { message: 'no', code: 100 } } });
        await act(id, 'messages', { text: 'ลองส่ง' });
        const failed = async () => {
          const last = (await lines(id)).at(-1);
          return last?.direction === 'out' && last.delivery.status === 'failed' ? last.id : null;
        };
        await desk.until(async () => (await failed()) !== null);
        const line = (await failed()) ?? '';
        await change(id, { windowOpenedAt: Date.now() - 8 * 24 * HOUR });
        const answer = await act(id, `messages/${line}/resend`);
        expect(problemShape.parse(await answer.json())).to.include({ status: 409 });
        expect(await failed(), 'it stays as it is').to.equal(line);
      });

      if (!granted) return;

      it('are not held back by what the bot may not send any more', async () => {
        const psid = '8005';
        const id = await waitingPerson(desk, psid);
        const person = { status: 400, body: { error: { message: 'no', code: 551 } } };
        desk.graph.failures.push(person);
        await desk.post([desk.message(psid, { text: 'OCC-6911-7K3FQ-M' })]);
        await desk.until(async () => (await desk.running.store.backlog()).parked > 0);
        await act(id, 'claim');
        await change(id, { windowOpenedAt: Date.now() - 30 * HOUR });
        desk.graph.standIn.moveClock(30, psid);
        expect((await act(id, 'messages', { text: 'เจ้าหน้าที่ตอบค่ะ' })).status).to.equal(200);
        await desk.until(() => desk.of(psid).at(-1)?.text === 'เจ้าหน้าที่ตอบค่ะ');
        const reasons = (await lines(id)).flatMap((line) =>
          line.direction === 'out' && line.delivery.status === 'failed'
            ? [line.delivery.reason]
            : [],
        );
        expect(reasons).to.deep.equal(['answered_by_person']);
      });
    });
  }
}
