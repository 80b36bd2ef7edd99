import { expect } from 'chai';
import { caseShape, conversationShape, listOf, messageShape } from '../../src/desk/shapes.ts';
import { conversationId } from '../../src/domain/ids.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import { addMember, complaint, conversationOf, joined, signedIn } from '../fakes/desk-people.ts';
import type { StaffClient } from '../fakes/staff-client.ts';
import { unzip } from '../fakes/unzip.ts';

const ACCOUNT = '9998887776';

for (const engine of ENGINES) {
  describe(`people’s data at the desk, on ${engine}`, function () {
    this.timeout(60_000);
    const desk = new DeskServer(engine);
    let mali: StaffClient;
    let lead: StaffClient;

    before(async () => {
      await desk.start();
      mali = await joined(desk, 'Mali', 'agent');
      lead = await joined(desk, 'Lada', 'supervisor');
    });
    after(() => desk.stop());

    const withAccount = async (psid: string) => {
      const filed = await complaint(desk, psid);
      const parties = [{ role: 'seller', kind: 'bank_account', value: ACCOUNT }];
      const answer = await lead.request('PATCH', `/api/cases/${filed.reference}`, { parties });
      expect(answer.status).to.equal(200);
      return filed;
    };
    const accountFor = async (who: StaffClient, reference: string) =>
      caseShape.parse(await who.get(`/api/cases/${reference}`)).parties.at(-1)?.value;

    it('shows an account in full to who has the person or leads, and its end to others', async () => {
      const { id, reference } = await withAccount('7401');
      expect(await accountFor(mali, reference)).to.equal('••••••7776');
      expect(await accountFor(lead, reference)).to.equal(ACCOUNT);
      const { items } = listOf(caseShape).parse(await mali.get('/api/cases'));
      expect(JSON.stringify(items)).to.not.include(ACCOUNT);
      await mali.request('POST', `/api/conversations/${id}/claim`);
      expect(await accountFor(mali, reference)).to.equal(ACCOUNT);
      await mali.request('POST', `/api/conversations/${id}/release`);
    });

    it('finds the case by the number all the same, and audits who wanted it in full, and why', async () => {
      const { reference } = await withAccount('7402');
      const found = listOf(caseShape).parse(await mali.get(`/api/cases?q=${ACCOUNT}`));
      expect(found.items.map((item) => item.reference)).to.include(reference);
      const path = `/api/cases/${reference}/unmask`;
      expect((await mali.request('POST', path, { reason: 'curious' })).status).to.equal(400);
      const shown = await mali.request('POST', path, { reason: 'person_calls' });
      expect(JSON.stringify(await shown.json())).to.include(ACCOUNT);
      const { items } = await desk.running.store.auditEntries({
        action: 'case.unmasked',
        limit: 10,
      });
      expect(items.at(0)).to.deep.include({
        subject: `case:${reference}`,
        details: { reason: 'person_calls' },
      });
    });

    it('goes on showing the numbers to whoever asked for them, also behind a change, and to nobody else', async () => {
      const { reference } = await withAccount('7408');
      const path = `/api/cases/${reference}`;
      expect(await accountFor(mali, reference)).to.equal('••••••7776');
      await mali.request('POST', `${path}/unmask`, { reason: 'person_calls' });
      const changed = await mali.request('PATCH', path, { note: 'โทรกลับแล้ว' });
      expect(caseShape.parse(await changed.json()).parties.at(-1)?.value).to.equal(ACCOUNT);
      expect(await accountFor(mali, reference)).to.equal(ACCOUNT);
      await addMember(desk, 'Nok', 'agent');
      const nok = await signedIn(desk, 'nok');
      expect(await accountFor(nok, reference)).to.equal('••••••7776');
    });

    it('stores no mask in the place of a number', async () => {
      const { reference } = await withAccount('7403');
      const parties = [{ role: 'seller', kind: 'bank_account', value: '••••••7776' }];
      const answer = await lead.request('PATCH', `/api/cases/${reference}`, { parties });
      expect(answer.status).to.equal(400);
    });

    it('shows no number of a person in the list of those whom somebody else has', async () => {
      await desk.say('7404', { text: 'โทรหาหนูที่ 081-234-5678 นะคะ' });
      await desk.say('7404', { text: 'ขอคุยกับเจ้าหน้าที่' });
      await desk.post([desk.message('7404', { text: 'โทรหาหนูที่ 081-234-5678 นะคะ' })]);
      await desk.quiet();
      const last = async (who: StaffClient) =>
        listOf(conversationShape)
          .parse(await who.get('/api/conversations?control=queue'))
          .items.find(({ psid }) => psid === '7404')?.lastMessage?.text;
      expect(await last(mali)).to.equal('โทรหาหนูที่ •••-•••-5678 นะคะ');
      expect(await last(lead)).to.equal('โทรหาหนูที่ 081-234-5678 นะคะ');
    });

    it('shows no number in the thread to who does not have the person, nor in an answer to an action', async () => {
      const words = 'โทร.081-234-5678 บช 9998887776';
      await desk.say('7407', { text: 'ขอคุยกับเจ้าหน้าที่' });
      await desk.post([desk.message('7407', { text: words })]);
      await desk.quiet();
      const id = await conversationOf(desk, '7407');
      const path = `/api/conversations/${id}`;
      await lead.request('POST', `${path}/notes`, { text: 'บัญชีที่โอน 9998887776' });
      const thread = async (who: StaffClient) =>
        JSON.stringify(listOf(messageShape).parse(await who.get(`${path}/messages`)));
      for (const text of [await thread(mali), JSON.stringify(await mali.get(path))]) {
        expect(text).to.not.match(/081-234|9998887776/);
      }
      expect(await thread(mali)).to.include('โทร.•••-•••-5678 บช ••••••7776');
      expect(await thread(lead)).to.include(words);
      const claimed = await mali.request('POST', `${path}/claim`);
      expect(claimed.status).to.equal(200);
      expect(await thread(mali))
        .to.include(words)
        .and.to.include('บัญชีที่โอน 9998887776');
      await desk.post([desk.message('7407', { text: words })]);
      await desk.quiet();
      const released = await (await mali.request('POST', `${path}/release`)).text();
      expect(released).to.not.match(/081-234|9998887776/);
    });

    it('shows whoever edits answers what was asked, and no number in it', async () => {
      await addMember(desk, 'Edit', 'editor');
      const editor = await signedIn(desk, 'edit');
      const { store } = desk.running;
      const id = await conversationOf(desk, '7407');
      const question = { id: 'q-1', conversationId: conversationId(id), at: Date.now() };
      await store.commit({ unanswered: [{ ...question, text: 'เบอร์ 0812345678 ของใครคะ' }] });
      for (const path of ['/api/unanswered', '/api/unanswered/groups']) {
        const told = JSON.stringify(await editor.get(path));
        expect(told).to.include('••••••5678').and.to.not.include('0812345678');
      }
    });

    it('gives a supervisor everything about a person as a ZIP, and no agent', async () => {
      const { id } = await complaint(desk, '7405');
      const path = `/api/conversations/${id}/export`;
      expect((await mali.request('GET', path)).status).to.equal(403);
      const answer = await lead.request('GET', path);
      const entries = await unzip(Buffer.from(await answer.arrayBuffer()));
      const told = entries.get('export.json')?.toString('utf8') ?? '';
      expect(told).to.include('7405');
      expect(told).to.not.include('secretHash');
      const { evidence } = JSON.parse(told) as { evidence: { sha256: string }[] };
      for (const { sha256 } of evidence) expect([...entries.keys()]).to.include(`files/${sha256}`);
    });

    it('erases a person for a supervisor once their case is closed and not held', async () => {
      const { id, reference } = await complaint(desk, '7406');
      const erase = (who: StaffClient) => who.request('POST', `/api/conversations/${id}/erase`);
      expect((await erase(mali)).status).to.equal(403);
      const open = await erase(lead);
      expect(open.status).to.equal(409);
      expect(JSON.stringify(await open.json())).to.include('"because":"open"');
      await lead.request('PATCH', `/api/cases/${reference}`, { status: 'out_of_scope' });
      const hold = `/api/cases/${reference}/hold`;
      expect((await mali.request('PUT', hold, { reason: 'ศาลขอ' })).status).to.equal(403);
      expect((await lead.request('PUT', hold, { reason: 'ศาลขอ' })).status).to.equal(200);
      expect(JSON.stringify(await (await erase(lead)).json())).to.include('legal_hold');
      expect((await lead.request('DELETE', hold)).status).to.equal(200);
      await desk.quiet();
      expect((await erase(lead)).status).to.equal(200);
      expect((await lead.request('GET', `/api/conversations/${id}`)).status).to.equal(404);
      expect(await desk.running.store.auditEntries({ action: 'conversation.erased', limit: 1 }))
        .to.have.property('items')
        .with.length(1);
    });
  });
}
