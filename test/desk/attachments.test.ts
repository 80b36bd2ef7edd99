import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { evidenceListShape, listOf, messageShape } from '../../src/desk/shapes.ts';
import { LIMITS } from '../../src/domain/messaging-limits.ts';
import { addMember, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import { SLIP } from '../fakes/pictures.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

for (const engine of ENGINES) {
  describe(`a file from an agent, on ${engine}`, function () {
    this.timeout(90_000);
    const desk = new DeskServer(engine);
    let mali: StaffClient;
    let somchai: StaffClient;
    before(async () => {
      await desk.start({ REPLY_UNDO_SECONDS: '2' });
      for (const name of ['Mali', 'Somchai']) await addMember(desk, name, 'agent');
      mali = await signedIn(desk, 'mali');
      somchai = await signedIn(desk, 'somchai');
    });
    after(() => desk.stop());

    const claimed = async (psid: string) => {
      const id = await waitingPerson(desk, psid);
      await mali.request('POST', `/api/conversations/${id}/claim`);
      return id;
    };
    const send = (client: StaffClient, id: string, bytes: Buffer, name = 'ใบเสร็จ.png') =>
      client.upload(`/api/conversations/${id}/attachments?name=${encodeURIComponent(name)}`, bytes);
    const fileLines = async (id: string) =>
      listOf(messageShape)
        .parse(await mali.get(`/api/conversations/${id}/messages`))
        .items.flatMap((line) =>
          line.direction === 'out' && line.content.kind === 'file'
            ? [{ id: line.id, content: line.content, delivery: line.delivery }]
            : [],
        );
    const filesAt = (psid: string) =>
      desk.graph.standIn.sent.flatMap(({ psid: to, message: { attachment } }) =>
        to === psid && attachment !== undefined && attachment.type !== 'template'
          ? [{ type: attachment.type, url: attachment.payload.url ?? '' }]
          : [],
      );

    it('reaches the person byte for byte, stays readable at the desk, and is no evidence', async () => {
      const id = await claimed('9951');
      expect((await send(mali, id, SLIP)).status).to.equal(200);
      await desk.until(() => filesAt('9951').length === 1);
      const [sent] = filesAt('9951');
      expect(sent?.type).to.equal('image');
      const arrived = Buffer.from(await (await fetch(sent?.url ?? '')).arrayBuffer());
      expect(arrived.equals(SLIP)).to.equal(true);

      const [line] = await fileLines(id);
      const { kind, mediaType, bytes, name, evidenceId } = line?.content ?? {};
      const told = { kind: 'file', mediaType: 'image/png', bytes: SLIP.length, name: 'ใบเสร็จ.png' };
      expect({ kind, mediaType, bytes, name }).to.deep.equal(told);
      const kept = await mali.request(
        'GET',
        `/api/conversations/${id}/evidence/${evidenceId}/content`,
      );
      expect(Buffer.from(await kept.arrayBuffer()).equals(SLIP)).to.equal(true);
      const listed = evidenceListShape.parse(await mali.get(`/api/conversations/${id}/evidence`));
      expect(listed.items).to.deep.equal([]);
      const { items: audit } = await desk.running.store.auditEntries({
        action: 'conversation.file_sent',
        limit: 5,
      });
      const sha256 = createHash('sha256').update(SLIP).digest('hex');
      expect(audit.some(({ details }) => details['sha256'] === sha256)).to.equal(true);
    });

    it('can be taken back before it leaves', async () => {
      const id = await claimed('9952');
      await send(mali, id, PDF, 'แบบฟอร์ม.pdf');
      const [line] = await fileLines(id);
      const path = `/api/conversations/${id}/messages/${line?.id}/withdraw`;
      expect((await mali.request('POST', path)).status).to.equal(200);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect(filesAt('9952')).to.deep.equal([]);
      expect((await fileLines(id))[0]?.delivery.status).to.equal('withdrawn');
    });

    it('shows a failure and goes out with one tap afterwards, once', async () => {
      const id = await claimed('9953');
      const refusal = { code: 100, error_subcode: 2018047, message: 'Upload failed' };
      desk.graph.failures.push({ status: 400, body: { error: refusal } });
      await send(mali, id, PDF, 'แบบฟอร์ม.pdf');
      await desk.until(async () => (await fileLines(id))[0]?.delivery.status === 'failed');
      expect(filesAt('9953')).to.deep.equal([]);
      const [line] = await fileLines(id);
      const path = `/api/conversations/${id}/messages/${line?.id}/resend`;
      expect((await mali.request('POST', path)).status).to.equal(204);
      await desk.until(async () => (await fileLines(id))[0]?.delivery.status === 'sent');
      await desk.quiet();
      expect(filesAt('9953').map(({ type }) => type)).to.deep.equal(['file']);
      // Its echo was known as ours: no second line stands in the thread.
      expect(await fileLines(id)).to.have.length(1);
    });

    it('is refused by content, by size, and from whoever does not hold the conversation', async () => {
      const id = await claimed('9954');
      const page = Buffer.from('<html><script>alert(1)</script></html>');
      expect((await send(mali, id, page, 'รูป.png')).status).to.equal(415);
      expect((await send(mali, id, Buffer.alloc(LIMITS.fileBytes + 1))).status).to.equal(413);
      expect((await send(somchai, id, SLIP)).status).to.equal(409);
      expect(await fileLines(id)).to.deep.equal([]);
    });
  });
}
