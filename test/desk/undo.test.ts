import { expect } from 'chai';
import { listOf, messageShape } from '../../src/desk/shapes.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import { addMember, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

for (const engine of ENGINES) {
  describe(`a reply that is held back for a moment, on ${engine}`, function () {
    this.timeout(60_000);
    const desk = new DeskServer(engine);
    let mali: StaffClient;
    let somchai: StaffClient;
    before(async () => {
      await desk.start({ REPLY_UNDO_SECONDS: '4' });
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
    const write = async (id: string, text: string) => {
      const answer = await mali.request('POST', `/api/conversations/${id}/messages`, { text });
      expect(answer.status).to.equal(200);
    };
    const lines = async (id: string) =>
      listOf(messageShape)
        .parse(await mali.get(`/api/conversations/${id}/messages`))
        .items.flatMap((line) =>
          line.direction === 'out' && line.author.kind === 'agent' ? [line] : [],
        );
    const withdraw = (client: StaffClient, id: string, message: string) =>
      client.request('POST', `/api/conversations/${id}/messages/${message}/withdraw`);
    const fromMali = (psid: string) =>
      desk.of(psid).flatMap(({ text }) => (text.startsWith('ค่ะ ') ? [text] : []));

    it('leaves when its time has come, in the order of writing', async () => {
      const id = await claimed('9901');
      await write(id, 'ค่ะ หนึ่ง');
      await write(id, 'ค่ะ สอง');
      const [first] = await lines(id);
      expect(first?.delivery.status).to.equal('queued');
      if (first?.delivery.status === 'queued') {
        const { leavesAt } = first.delivery;
        expect(Date.parse(leavesAt ?? '')).to.be.within(Date.now(), Date.now() + 4_000);
      }
      expect(fromMali('9901'), 'nothing has left yet').to.deep.equal([]);
      await desk.until(() => fromMali('9901').length === 2);
      expect(fromMali('9901')).to.deep.equal(['ค่ะ หนึ่ง', 'ค่ะ สอง']);
      const late = await withdraw(mali, id, first?.id ?? '');
      expect(late.status).to.equal(409);
    });

    it('never leaves when its writer has taken it back, in one piece or in several', async () => {
      const id = await claimed('9902');
      await write(id, `ค่ะ ${'ยาวมาก '.repeat(400)}`);
      await write(id, 'ค่ะ ส่งต่อ');
      const [first, second, third] = await lines(id);
      expect((await withdraw(somchai, id, first?.id ?? '')).status, 'another’s').to.equal(409);
      expect((await withdraw(mali, id, second?.id ?? '')).status).to.equal(200);
      await desk.until(() => fromMali('9902').length > 0);
      await desk.quiet();
      expect(fromMali('9902')).to.deep.equal(['ค่ะ ส่งต่อ']);
      const after = (await lines(id)).map(({ delivery }) => delivery.status);
      expect(after).to.deep.equal(['withdrawn', 'withdrawn', 'sent']);
      expect(third?.delivery.status).to.equal('queued');
    });

    it('leaves also when the server was away at that moment', async () => {
      const id = await claimed('9903');
      await write(id, 'ค่ะ หลังเปิดใหม่');
      await desk.pause();
      await new Promise((resolve) => setTimeout(resolve, 4_200));
      await desk.resume();
      await desk.until(() => fromMali('9903').length === 1);
    });
  });
}
