import { expect } from 'chai';
import { z } from 'zod';
import { caseShape, listOf } from '../../src/desk/shapes.ts';
import { DeskServer, ENGINES } from '../fakes/desk-server.ts';
import { conversationOf, joined } from '../fakes/desk-people.ts';
import type { StaffClient } from '../fakes/staff-client.ts';
import { unzip } from '../fakes/unzip.ts';

const NAME = 'บุหงา สมมุติชน';
const PHONE = '0891112233';

const manifestShape = z.object({
  facts: z.array(z.object({ name: z.string(), value: z.unknown(), saidBy: z.string() })),
});
const exportShape = z.object({
  cases: z.array(
    z.object({
      facts: z.record(
        z.string(),
        z.object({ value: z.unknown(), source: z.object({ by: z.string() }) }),
      ),
    }),
  ),
});

for (const engine of ENGINES) {
  describe(`a person’s own name and number, on ${engine}`, function () {
    this.timeout(90_000);
    const desk = new DeskServer(engine);
    let mali: StaffClient;
    let lead: StaffClient;
    let id: string;
    let reference: string;

    before(async () => {
      await desk.start();
      mali = await joined(desk, 'Mali', 'agent');
      lead = await joined(desk, 'Lada', 'supervisor');
      desk.agreeWhenAsked = false;
      const person = '7601';
      await desk.say(person, { text: 'สั่งของไปสองอาทิตย์แล้วไม่ได้ของ โอนไป 1,500 ทางกสิกร' });
      await desk.say(person, { text: 'เสื้อยืด 3 ตัว' });
      await desk.say(person, { text: 'ร้านเสื้อน้องมะลิ' });
      await desk.press(person, 'บล็อก');
      await desk.press(person, 'ส่งทีหลัง');
      await desk.press(person, 'ยินยอม ส่งเรื่อง');
      const receipt = (await desk.say(person, { text: `${NAME} 089-111-2233` })).join('\n');
      reference = /OCC-\d{4}-\w{5}-\w/.exec(receipt)?.[0] ?? receipt;
      id = await conversationOf(desk, person);
    });
    after(() => desk.stop());

    const zipAt = async (path: string) =>
      unzip(Buffer.from(await (await lead.request('GET', path)).arrayBuffer()));
    const read = (path: string) => mali.get<unknown>(path);

    it('are the case’s, said by the person', async () => {
      const { facts, parties } = caseShape.parse(await lead.get(`/api/cases/${reference}`));
      expect(facts['own_name']).to.deep.include({ value: NAME });
      expect(facts['own_phone']).to.deep.include({ value: PHONE });
      expect(facts['own_phone']?.source.by).to.equal('consumer');
      expect(JSON.stringify(parties)).to.not.include(PHONE);
    });

    it('stand in the bundle for an agency, and in the export, as said by the person', async () => {
      const bundle = await zipAt(`/api/cases/${reference}/bundle`);
      const { facts } = manifestShape.parse(
        JSON.parse(bundle.get('manifest.json')?.toString('utf8') ?? ''),
      );
      for (const [name, value] of [['own_name', NAME] as const, ['own_phone', PHONE] as const]) {
        expect(facts.find((fact) => fact.name === name)).to.deep.equal({
          name,
          value,
          saidBy: 'consumer',
        });
      }
      const whole = await zipAt(`/api/conversations/${id}/export`);
      const told = exportShape.parse(JSON.parse(whole.get('export.json')?.toString('utf8') ?? ''));
      const own = told.cases[0]?.facts;
      expect(own?.['own_name']).to.deep.equal({ value: NAME, source: { by: 'consumer' } });
      expect(own?.['own_phone']).to.deep.equal({ value: PHONE, source: { by: 'consumer' } });
    });

    it('are hidden from whoever is not on the case, wherever the case is shown', async () => {
      const views = await Promise.all([
        read(`/api/cases/${reference}`),
        read('/api/cases'),
        read(`/api/cases?q=${PHONE}`),
        read(`/api/conversations/${id}/card`),
      ]);
      for (const view of views) {
        expect(JSON.stringify(view)).to.not.include('สมมุติชน').and.to.not.include(PHONE);
      }
      const { facts } = caseShape.parse(views[0]);
      expect(facts['own_name']?.value).to.equal('บ•••');
      expect(facts['own_phone']?.value).to.equal('••••••2233');
    });

    it('find the case when the person calls, however the number is typed', async () => {
      for (const typed of [PHONE, '089-111-2233', '+66 89 111 2233']) {
        const found = await mali.get(`/api/cases?q=${encodeURIComponent(typed)}`);
        const codes = listOf(caseShape)
          .parse(found)
          .items.map((item) => item.reference);
        expect(codes, typed).to.include(reference);
      }
    });

    it('are hidden on the card too while the matter is not filed', async () => {
      const person = '7602';
      await desk.say(person, { text: 'สั่งของแล้วไม่ได้ของ 900 บาท เบอร์ฉัน 089-111-2233' });
      const other = await conversationOf(desk, person);
      await lead.request('PATCH', `/api/conversations/${other}/card`, {
        facts: { own_name: NAME },
      });
      const seen = await lead.get<unknown>(`/api/conversations/${other}/card`);
      expect(JSON.stringify(seen)).to.include(NAME).and.to.include(PHONE);
      const hidden = JSON.stringify(await read(`/api/conversations/${other}/card`));
      expect(hidden).to.not.include('สมมุติชน').and.to.not.include(PHONE);
    });

    it('are nowhere once the person is erased', async () => {
      expect(await desk.dump())
        .to.include('สมมุติชน')
        .and.to.include(PHONE);
      await lead.request('PATCH', `/api/cases/${reference}`, { status: 'out_of_scope' });
      await desk.quiet();
      for (const one of [id, await conversationOf(desk, '7602')]) {
        const erased = await lead.request('POST', `/api/conversations/${one}/erase`);
        expect(erased.status).to.equal(200);
      }
      expect(await desk.dump())
        .to.not.include('สมมุติชน')
        .and.to.not.include(PHONE);
      expect(await desk.dump()).to.not.include('089-111-2233');
    });
  });
}
