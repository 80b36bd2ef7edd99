import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { evidenceListShape } from '../../src/desk/shapes.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import { addMember, complaint, signedIn } from '../fakes/desk-people.ts';

for (const engine of ENGINES) {
  describe(`files that do not arrive, on ${engine}`, function () {
    this.timeout(60_000);
    const desk = new DeskServer(engine);
    let media: Server;
    let link = '';

    before(async () => {
      media = createServer((request, response) => {
        if (request.url === '/large') response.end(Buffer.alloc(2_000));
        else if (request.url === '/slow') response.write('.');
        else response.writeHead(403).end('URL signature expired');
      });
      await new Promise<void>((resolve) => media.listen(0, '127.0.0.1', resolve));
      const host = `127.0.0.1:${(media.address() as AddressInfo).port}`;
      link = `http://${host}`;
      await desk.graph.start();
      const graphHost = desk.graph.url.replace('http://', '');
      await desk.start({ EVIDENCE_HOSTS: `${graphHost},${host}`, EVIDENCE_MAX_BYTES: '1000' });
      await addMember(desk, 'Mali', 'agent');
    });
    after(async () => {
      media.closeAllConnections();
      media.close();
      await desk.stop();
    });

    const file = (path: string) => ({
      attachments: [{ type: 'image', payload: { url: `${link}${path}` } }],
    });

    it('are asked for again by what went wrong, and the case keeps that there was one', async () => {
      const { reference } = await complaint(desk, '9001');
      expect((await desk.say('9001', file('/large'))).join()).to.match(/ใหญ่เกิน 25 MB/);
      expect((await desk.say('9001', file('/gone'))).join()).to.match(/หมดเวลา/);
      expect((await desk.say('9001', file('/large'))).join()).to.not.match(/แนบไว้/);
      const mali = await signedIn(desk, 'mali');
      const list = evidenceListShape.parse(await mali.get(`/api/cases/${reference}/evidence`));
      expect(list.items, 'the slip').to.have.length(1);
      expect(
        list.notReceived.map(({ reason, askedAgain }) => ({ reason, askedAgain })),
      ).to.deep.equal([
        { reason: 'too_large', askedAgain: true },
        { reason: 'expired', askedAgain: true },
        { reason: 'too_large', askedAgain: true },
      ]);
    });

    it('hold nobody else up while they are slow, however many there are', async () => {
      const slow = Array.from({ length: 20 }, (_, n) => desk.message(`92${n + 10}`, file('/slow')));
      await desk.post(slow);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const began = performance.now();
      await desk.post([desk.message('9300', { text: 'สวัสดีค่ะ' })]);
      await desk.until(() => desk.of('9300').length > 0, 10_000);
      expect(performance.now() - began).to.be.lessThan(10_000);
      expect(desk.of('9210'), 'still waiting for its file').to.deep.equal([]);
      media.closeAllConnections();
      await desk.quiet();
      expect(
        desk
          .of('9210')
          .map(({ text }) => text)
          .join(),
      ).to.match(/ยังมาไม่ถึง/);
    });
  });
}
