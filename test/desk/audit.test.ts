import { expect } from 'chai';
import { auditShape, verifiedAuditShape } from '../../src/desk/audit/audit-shapes.ts';
import { evidenceListShape, listOf } from '../../src/desk/shapes.ts';
import { complaint, joined } from '../fakes/desk-people.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

const audits = listOf(auditShape);

for (const engine of ENGINES) {
  describe(`the audit over HTTP, on ${engine}`, function () {
    this.timeout(60_000);
    const desk = new DeskServer(engine);
    let mali: StaffClient;
    let lada: StaffClient;
    let reference: string;

    before(async () => {
      await desk.start();
      mali = await joined(desk, 'Mali', 'agent');
      lada = await joined(desk, 'Lada', 'supervisor');
      ({ reference } = await complaint(desk, '8801'));
    });
    after(() => desk.stop());

    it('is verified for a supervisor, which is recorded, and for no agent', async () => {
      expect((await mali.request('POST', '/api/audit/verify')).status).to.equal(403);
      const head = await desk.running.store.auditHead();
      const answer = await lada.request('POST', '/api/audit/verify');
      const result = verifiedAuditShape.parse(await answer.json());
      expect(result).to.deep.equal({ status: 'whole', seq: head.seq, hash: head.hash });
      const { items } = audits.parse(await lada.get('/api/audit?action=audit.verified'));
      expect(items.map(({ actor }) => actor.name)).to.deep.equal(['Lada']);
      expect(items[0]?.details).to.deep.equal({ status: 'whole' });
    });

    it('is searched by time, in any zone', async () => {
      const ask = async (query: Record<string, string>) =>
        audits.parse(await lada.get(`/api/audit?${new URLSearchParams(query).toString()}`)).items;
      const now = new Date();
      const thai = new Date(now.getTime() + 7 * 3_600_000).toISOString().replace('Z', '+07:00');
      expect(await ask({ case: reference, until: thai })).to.have.length.at.least(1);
      expect(await ask({ case: reference, since: now.toISOString() })).to.deep.equal([]);
      const wrong = await lada.request('GET', '/api/audit?since=yesterday');
      expect(wrong.status).to.equal(400);
    });

    it('tells of each file who viewed it, and nothing of a file of another case', async () => {
      const files = evidenceListShape.parse(await mali.get(`/api/cases/${reference}/evidence`));
      const file = files.items[0]?.id ?? '';
      const path = `/api/cases/${reference}/evidence/${file}`;
      expect(audits.parse(await mali.get(`${path}/audit`)).items).to.deep.equal([]);
      await lada.request('GET', `${path}/content`);
      const [viewed] = audits.parse(await mali.get(`${path}/audit`)).items;
      expect(viewed).to.deep.include({ action: 'evidence.viewed' });
      expect(viewed?.actor.name).to.equal('Lada');
      const other = await complaint(desk, '8802');
      const wrong = `/api/cases/${other.reference}/evidence/${file}/audit`;
      expect((await mali.request('GET', wrong)).status).to.equal(404);
    });
  });
}
