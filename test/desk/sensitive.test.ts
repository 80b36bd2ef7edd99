import { expect } from 'chai';
import { z } from 'zod';
import { auditShape } from '../../src/desk/audit/audit-shapes.ts';
import { evidenceListShape, evidenceShape, listOf, messageShape } from '../../src/desk/shapes.ts';
import { addMember, complaint, conversationOf, signedIn } from '../fakes/desk-people.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

for (const engine of ENGINES) {
  describe(`sensitive files at the desk, on ${engine}`, function () {
    this.timeout(90_000);
    const desk = new DeskServer(engine);
    let mali: StaffClient;
    before(async () => {
      await desk.start();
      await addMember(desk, 'Mali', 'supervisor');
      mali = await signedIn(desk, 'mali');
    });
    after(() => desk.stop());

    const filesOf = async (owner: string) =>
      evidenceListShape.parse(await mali.get(`/api/${owner}/evidence`)).items;
    const inThread = async (id: string) => {
      const { items } = listOf(messageShape).parse(
        await mali.get(`/api/conversations/${id}/messages?limit=50`),
      );
      return items.flatMap(({ content }) =>
        content.kind === 'attachments'
          ? content.attachments.map((item) => item.status === 'stored' && item.sensitive)
          : [],
      );
    };

    it('are covered by themselves when the words beside them tell of papers, and others are not', async () => {
      const url = `${desk.graph.url}/media/slip.png`;
      const file = desk.message('8921', { attachments: [{ type: 'image', payload: { url } }] });
      const before = desk.of('8921').length;
      await desk.post([file, desk.message('8921', { text: 'นี่รูปบัตรประชาชนค่ะ' })]);
      await desk.until(() => desk.of('8921').length > before);
      await desk.quiet();
      await desk.picture('8921');
      const id = await conversationOf(desk, '8921');
      expect(await inThread(id)).to.deep.equal([true, false]);
      const files = await filesOf(`conversations/${id}`);
      expect(files.map(({ sensitive }) => sensitive)).to.have.members([true, false]);
    });

    it('are covered when only a later message says that they show papers', async () => {
      await desk.say('8924', { text: 'สั่งของแล้วไม่ได้ของ โอนไป 900' });
      await desk.picture('8924');
      await desk.picture('8924');
      const id = await conversationOf(desk, '8924');
      expect(await inThread(id)).to.deep.equal([false, false]);
      const said = await desk.say('8924', { text: 'รูปเมื่อกี้บัตรประชาชนค่ะ' });
      expect(said.join('\n')).to.include('ปิดรูปนั้นไว้แล้ว');
      expect(await inThread(id)).to.deep.equal([true, true]);
      const [first] = await filesOf(`conversations/${id}`);
      await mali.request('PATCH', `/api/conversations/${id}/evidence/${first?.id}`, {
        sensitive: false,
      });
      await desk.say('8924', { text: 'ขอคุยกับเจ้าหน้าที่' });
      await desk.post([desk.message('8924', { text: 'อันนั้นบัตรประชาชนค่ะ' })]);
      await desk.quiet();
      expect((await inThread(id)).toSorted(), 'what staff decided stays').to.deep.equal([
        false,
        true,
      ]);
    });

    it('are covered on the case as well, while an officer talks with the person', async () => {
      const { id, reference } = await complaint(desk, '8925');
      await mali.request('POST', `/api/conversations/${id}/claim`);
      await desk.post([desk.message('8925', { text: 'อันนั้นมีหน้าบัตรประชาชนด้วยนะคะ' })]);
      await desk.quiet();
      expect((await filesOf(`cases/${reference}`)).map(({ sensitive }) => sensitive)).to.deep.equal(
        [true],
      );
    });

    it('are marked and unmarked by staff, with the case they belong to kept, and the log tells who', async () => {
      const { id, reference } = await complaint(desk, '8922');
      const owner = `cases/${reference}`;
      const [slip] = await filesOf(owner);
      expect(slip?.sensitive).to.equal(false);
      const place = `/api/${owner}/evidence/${slip?.id}`;
      const marked = await mali.request('PATCH', place, { sensitive: true });
      expect(evidenceShape.parse(await marked.json()).sensitive).to.equal(true);
      expect(await inThread(id)).to.deep.equal([true]);
      expect((await filesOf(owner)).map(({ sensitive }) => sensitive)).to.deep.equal([true]);
      expect((await mali.request('GET', `${place}/content`)).status).to.equal(200);
      const talk = `/api/conversations/${id}/evidence/${slip?.id}`;
      expect((await mali.request('PATCH', talk, { sensitive: false })).status).to.equal(200);
      expect(await inThread(id)).to.deep.equal([false]);
      const custody = listOf(auditShape).parse(await mali.get(`${place}/audit?limit=100`)).items;
      expect(custody.map(({ action }) => action)).to.have.members([
        'evidence.marked_sensitive',
        'evidence.viewed',
        'evidence.unmarked_sensitive',
      ]);
    });

    it('are marked in the place they belong to only', async () => {
      const { id } = await complaint(desk, '8923');
      const other = await conversationOf(desk, '8921');
      const [slip] = await filesOf(`conversations/${id}`);
      const place = `/api/conversations/${other}/evidence/${slip?.id}`;
      const answer = await mali.request('PATCH', place, { sensitive: true });
      expect(answer.status).to.equal(404);
      expect(z.object({ title: z.string() }).parse(await answer.json()).title).to.not.equal('');
    });
  });
}
