import { expect } from 'chai';
import { verifyAudit } from '../../src/casework/verify-audit.ts';
import { toldHistory } from '../../src/casework/told.ts';
import { auditShape } from '../../src/desk/audit/audit-shapes.ts';
import { openedCaseShape, similarShape } from '../../src/desk/cases/case-shapes.ts';
import { caseShape, listOf, type CaseView } from '../../src/desk/shapes.ts';
import { conversationId } from '../../src/domain/ids.ts';
import type { DialogMemory } from '../../src/dialog/turn.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import { addMember, complaint, conversationOf, signedIn } from '../fakes/desk-people.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

const audits = listOf(auditShape);

for (const engine of ENGINES) {
  describe(`cases over HTTP, on ${engine}`, function () {
    this.timeout(90_000);
    const desk = new DeskServer(engine);
    let mali: StaffClient;
    let suda: StaffClient;
    let filed: { id: string; reference: string; secret: string };

    before(async () => {
      await desk.start();
      await addMember(desk, 'Mali', 'agent');
      await addMember(desk, 'Suda', 'supervisor');
      mali = await signedIn(desk, 'mali');
      suda = await signedIn(desk, 'suda');
      filed = await complaint(desk, '8101');
    });
    after(() => desk.stop());

    const read = async (reference = filed.reference) =>
      caseShape.parse(await mali.get(`/api/cases/${reference}`));
    const patch = (body: object, reference = filed.reference) =>
      mali.request('PATCH', `/api/cases/${reference}`, body);
    const changed = async (body: object, reference = filed.reference): Promise<CaseView> => {
      const answer = await patch(body, reference);
      expect(answer.status, JSON.stringify(body)).to.equal(200);
      return caseShape.parse(await answer.json());
    };
    const refused = async (answer: Response) =>
      (await answer.json()) as { status: number; reason?: string };
    const found = async (q: string) =>
      listOf(caseShape)
        .parse(await mali.get(`/api/cases?q=${encodeURIComponent(q)}`))
        .items.map(({ reference }) => reference);
    const actions = async (client: StaffClient, query: string) =>
      audits.parse(await client.get(`/api/audit?${query}`)).items.map(({ action }) => action);

    it('correct a fact, keep what was said before, and refuse who saw an older version', async () => {
      const seen = await read();
      const after = await changed({
        version: seen.version,
        facts: { amount: 5000, seller_account: '123-4-56789-0' },
        note: 'โทรคุยแล้ว ยอดที่ถูกคือ 5,000',
      });
      expect(after.facts['amount']).to.deep.include({ value: 5000 });
      expect(after.facts['amount']?.source).to.deep.include({ by: 'agent' });
      expect(after.facts['amount']?.source.staff?.name).to.equal('Mali');
      expect(after.facts['amount']?.earlier.map(({ value }) => value)).to.deep.equal([1500]);
      expect(after.parties).to.deep.include({
        role: 'seller',
        kind: 'bank_account',
        // Mali does not have the person: she sees how it ends.
        value: '•••-•-••789-0',
      });
      expect(after.notes.map(({ text }) => text)).to.deep.equal(['โทรคุยแล้ว ยอดที่ถูกคือ 5,000']);
      const late = await refused(await patch({ version: seen.version, facts: { amount: 1 } }));
      expect(late).to.include({ status: 409, reason: 'stale' });
      expect((await patch({ facts: { 'a b': 1 } })).status).to.equal(400);
      expect((await patch({ nonsense: 1 })).status).to.equal(400);
      const masked = await patch({ facts: { seller_account: '••••••7890' } });
      expect(masked.status, 'a mask is never stored in place of the number').to.equal(400);
    });

    it('are found by code, account and link however typed, and by words', async () => {
      await changed({ facts: { seller_link: 'https://www.facebook.com/MaliShop8101/?fbclid=x' } });
      for (const q of ['1234567890', 'facebook.com/malishop8101', 'น้องมะลิ', filed.reference]) {
        expect(await found(q), q).to.include(filed.reference);
      }
      expect(await found('9999999999')).to.deep.equal([]);
    });

    it('are opened from a conversation with what was told there, and the person gets the code', async () => {
      await desk.say('8102', { text: 'สั่งของแล้วไม่ได้ของ โอนไป 900 ทางกสิกร' });
      const conversation = await conversationOf(desk, '8102');
      const answer = await mali.request('POST', '/api/cases', {
        conversation,
        type: 'not_received',
        facts: { seller_account: '1234567890' },
        note: 'เปิดจากแชต',
      });
      expect(answer.status).to.equal(201);
      const opened = openedCaseShape.parse(await answer.json());
      expect(opened.case.facts['amount']).to.deep.include({ value: 900 });
      expect(opened.case.facts['amount']?.source.by).to.equal('consumer');
      expect(opened.case.facts['seller_account']?.source.by).to.equal('agent');
      expect(opened.case.openedBy?.name).to.equal('Mali');
      expect(opened.case.conversations).to.deep.equal([conversation]);
      expect(opened.secret, 'it is the person’s').to.equal(null);
      const secretIn = (text: string) => /รหัสลับสำหรับดูสถานะ: (\w+)/.exec(text)?.[1] ?? [];
      const secrets = () => desk.of('8102').flatMap(({ text }) => secretIn(text));
      await desk.until(() => secrets().length > 0);
      const track = await fetch(`${desk.running.url}/api/track`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ reference: opened.case.reference, secret: secrets()[0] }),
      });
      expect(track.status).to.equal(200);
      const similar = listOf(similarShape).parse(
        await mali.get(`/api/cases/${filed.reference}/similar`),
      );
      expect(similar.items[0]).to.deep.include({
        reference: opened.case.reference,
        likeness: ['same_bank_account'],
        maybeDuplicate: true,
      });
    });

    it('are opened for somebody who called, and found by their number', async () => {
      const answer = await mali.request('POST', '/api/cases', {
        type: 'defective',
        facts: { amount: 250 },
        parties: [{ role: 'complainant', kind: 'phone', value: '081-765-4321' }],
        onBehalfOf: 'parent',
      });
      const { case: opened, secret } = openedCaseShape.parse(await answer.json());
      expect(opened.conversations).to.deep.equal([]);
      expect(secret).to.match(/^\w{6}$/);
      expect(opened.onBehalfOf).to.equal('parent');
      expect(await found('+66 81 765 4321')).to.deep.equal([opened.reference]);
      const linked = await mali.request('POST', `/api/cases/${opened.reference}/conversations`, {
        conversation: filed.id,
      });
      expect(caseShape.parse(await linked.json()).conversations).to.deep.equal([filed.id]);
      const last = await mali.request(
        'DELETE',
        `/api/cases/${opened.reference}/conversations/${encodeURIComponent(filed.id)}`,
      );
      expect(await refused(last)).to.include({ status: 409, reason: 'last_one' });
    });

    it('name the case that goes on instead, which is none of itself and no duplicate', async () => {
      const other = (await complaint(desk, '8103')).reference;
      expect((await changed({ duplicateOf: filed.reference }, other)).duplicateOf).to.equal(
        filed.reference,
      );
      expect(await refused(await patch({ duplicateOf: filed.reference }))).to.include({
        reason: 'no_original',
      });
      expect(await refused(await patch({ duplicateOf: other }))).to.include({
        reason: 'no_original',
      });
      expect((await changed({ duplicateOf: null }, other)).duplicateOf).to.equal(null);
    });

    it('count how often they were taken up again, and know when the person was told', async () => {
      await changed({ status: 'coordinating' });
      await changed({ status: 'resolved' });
      const again = await changed({ status: 'screening' });
      expect(again.reopenCount).to.equal(1);
      await desk.quiet();
      const { store } = desk.running;
      const { items } = await store.cases({ q: filed.reference, limit: 1 });
      const [record] = items;
      if (record === undefined) throw new Error('The case is gone.');
      const told = await toldHistory(store, record);
      expect(told.map(({ status }) => status)).to.deep.equal([
        'received',
        'coordinating',
        'resolved',
        'screening',
      ]);
      for (const event of told) expect(event.toldAt, event.status).to.be.at.least(event.at);
    });

    it('give a corrected fact to the matter in hand, so that the bot does not ask it again', async () => {
      const { store } = desk.running;
      const id = conversationId(filed.id);
      const before = await store.conversation(id);
      if (before === null) throw new Error('There is no such conversation.');
      const dialog = { ...before.dialog, slots: { reference: filed.reference, amount: 1500 } };
      const next = { ...before, version: before.version + 1, dialog };
      await store.commit({ conversation: { expectedVersion: before.version, next } });
      await changed({ facts: { amount: 7700 } });
      const after = (await store.conversation(id))?.dialog as DialogMemory | null | undefined;
      expect(after?.slots['amount']).to.equal(7700);
    });

    it('keep who saw and changed them and who took their files, in a chain that is whole', async () => {
      const evidence = await mali.get<{ items: { id: string }[] }>(
        `/api/cases/${filed.reference}/evidence`,
      );
      const file = evidence.items[0]?.id ?? '';
      await mali.request('GET', `/api/cases/${filed.reference}/evidence/${file}/content`);
      const own = audits.parse(await mali.get(`/api/cases/${filed.reference}/audit?limit=100`));
      const names = own.items.map(({ action }) => action);
      expect(names[0]).to.equal('evidence.viewed');
      expect(own.items[0]?.actor.name).to.equal('Mali');
      expect(names).to.include.members([
        'case.opened',
        'case.viewed',
        'case.changed',
        'case.note_added',
        'case.status_changed',
        'case.reopened',
      ]);
      // A hash may hold any digits.
      const told = own.items.map((item) => ({ ...item, hash: '' }));
      expect(JSON.stringify(told), 'no words and no numbers of people').to.not.match(
        /มะลิ|5,000|5000|7700|1234567890|8101/,
      );
      expect((await mali.request('GET', '/api/audit')).status).to.equal(403);
      expect(await actions(suda, 'action=case.opened')).to.have.length.at.least(4);
      expect(await actions(suda, `evidence=${file}`)).to.deep.equal(['evidence.viewed']);
      expect((await verifyAudit(desk.running.store)).status).to.equal('whole');
    });

    it('are taken back by the person alone, which the audit tells', async () => {
      const { reference } = await complaint(desk, '8104');
      const id = await conversationOf(desk, '8104');
      await mali.request('POST', `/api/conversations/${encodeURIComponent(id)}/claim`);
      await mali.request('POST', `/api/conversations/${encodeURIComponent(id)}/release`);
      await desk.say('8104', { text: `ขอถอนเรื่อง ${reference}` });
      await desk.press('8104', 'ถอนเรื่อง');
      const record = await read(reference);
      expect(record.status).to.equal('withdrawn');
      expect(record.history.at(-1)).to.include({ status: 'withdrawn', by: 'consumer' });
      expect(record.history.at(-1)?.toldAt).to.be.a('string');
      const taken = await suda.get(`/api/audit?action=case.withdrawn&case=${reference}`);
      expect(audits.parse(taken).items[0]?.actor.kind).to.equal('consumer');
      expect(await actions(suda, `conversation=${encodeURIComponent(id)}`)).to.deep.equal([
        'conversation.released',
        'conversation.claimed',
      ]);
    });

    it('leave sign-ins and failed sign-ins in the audit, without the typed name', async () => {
      const stranger = await fetch(`${desk.running.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'somebody', password: 'a-wrong-password' }),
      });
      expect(stranger.status).to.equal(401);
      const { items } = audits.parse(await suda.get('/api/audit?action=staff.sign_in_failed'));
      expect(items[0]).to.deep.include({ subject: 'staff:unknown', details: {} });
      expect(await actions(suda, 'staff=staff-mali&action=staff.signed_in')).to.have.length(1);
    });
  });
}
