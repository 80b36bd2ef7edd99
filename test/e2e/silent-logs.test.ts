import { inspect } from 'node:util';
import { expect } from 'chai';
import { DeskServer } from '../fakes/desk-server.ts';
import { addMember, signedIn } from '../fakes/desk-people.ts';

/** What stands in no log, whatever happens: words, names, numbers, secrets. */
const SAID = {
  story: 'สั่งของไปสองอาทิตย์แล้วไม่ได้ของ',
  product: 'หม้อทอดสีม่วงลายกระต่าย',
  shop: 'ร้านกระต่ายม่วงเมืองเลย',
  account: '9998887776',
  phone: '0812345678',
  id: '1101700230708',
  otp: '482913',
  question: 'qwxz กระต่ายบินได้จริงหรือ',
  reply: 'เจ้าหน้าที่ดูเรื่องกระต่ายให้แล้วค่ะ',
  note: 'คุยกับกระต่ายแล้ว',
} as const;

describe('the logs of a whole journey', function () {
  this.timeout(60_000);
  const desk = new DeskServer();
  const logged: string[] = [];
  const keep = (event: string, fields?: object) =>
    void logged.push(`${event} ${inspect(fields, { depth: 10, showHidden: true })}`);

  before(async () => {
    desk.log = { info: keep, warn: keep, error: keep };
    await desk.start();
    await addMember(desk, 'Lada', 'supervisor');
  });
  after(() => desk.stop());

  it('tell events and ids, and nothing that anybody said', async () => {
    const P = '7501';
    await desk.say(P, { text: SAID.question });
    await desk.say(P, { text: `${SAID.story} โอนไป 1,500 ทางกสิกร` });
    await desk.say(P, { text: SAID.product });
    await desk.say(P, { text: `${SAID.shop} บัญชี ${SAID.account} โทร ${SAID.phone}` });
    await desk.say(P, { text: `บัตรประชาชน ${SAID.id} otp ${SAID.otp}` });
    await desk.press(P, 'บล็อก');
    await desk.picture(P);
    const receipt = (await desk.press(P, 'พอแล้ว')).join('\n');
    const secret = /รหัสลับสำหรับดูสถานะ: (\w+)/.exec(receipt)?.[1] ?? '';
    const reference = /OCC-\d{4}-\w{5}-\w/.exec(receipt)?.[0] ?? '';
    expect(secret, receipt).to.not.equal('');

    const lead = await signedIn(desk, 'lada');
    const { items } = await lead.get<{ items: { id: string }[] }>(
      '/api/conversations?control=queue',
    );
    const path = `/api/conversations/${items[0]?.id ?? ''}`;
    await lead.request('POST', `${path}/claim`);
    await lead.request('POST', `${path}/messages`, { text: SAID.reply });
    await lead.request('POST', `${path}/notes`, { text: SAID.note });
    await lead.get(`/api/cases?q=${SAID.account}`);
    await lead.request('PATCH', `/api/cases/${reference}`, { status: 'out_of_scope' });
    await desk.postRaw('{"object":"page", กระต่าย');
    await desk.postRaw(JSON.stringify({ object: 'page', entry: [{ messaging: SAID.story }] }));
    await fetch(`${desk.running.url}/api/track`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reference, secret }),
    });
    await lead.request('POST', `${path}/resolve`);
    await desk.quiet();
    expect((await lead.request('POST', `${path}/erase`)).status).to.equal(200);

    const log = logged.join('\n');
    expect(log).to.include('turn.committed').and.to.include('privacy.erased');
    for (const [what, words] of Object.entries({ ...SAID, secret })) {
      expect(log.includes(words), what).to.equal(false);
    }
    expect(log).to.not.match(/กระต่าย|token-for-tests|an-app-secret|a-long-password/);
  });
});
