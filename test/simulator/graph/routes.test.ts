import { expect } from 'chai';
import { startGraphStandIn, type RunningStandIn } from '../../../src/simulator/standalone.ts';
import { PAGE_OPTIONS } from '../../fakes/stand-in.ts';

const { pageId: PAGE, accessToken: TOKEN } = PAGE_OPTIONS;

interface Answer {
  status: number;
  body: { error?: { code: number; error_subcode?: number }; [key: string]: unknown };
}

describe('the Graph stand-in over HTTP', () => {
  let running: RunningStandIn;
  let psid: string;

  before(async () => {
    running = await startGraphStandIn(PAGE_OPTIONS);
  });
  after(() => running.close());
  beforeEach(() => {
    const { standIn } = running;
    standIn.faults.clear();
    standIn.sent.length = 0;
    const person = standIn.people.add({ name: 'ก้อง ตัวอย่าง' });
    standIn.opensWindow(person);
    psid = person.psid;
  });

  const call = async (method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${running.url}/v25.0${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(2_000),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  };
  const send = (text = 'สวัสดีค่ะ') =>
    call('POST', `/${PAGE}/messages`, {
      recipient: { id: psid },
      messaging_type: 'RESPONSE',
      message: { text },
    });

  it('answers a send with recipient and message id', async () => {
    const { status, body } = await send();
    expect(status).to.equal(200);
    expect(body).to.deep.equal({ recipient_id: psid, message_id: running.standIn.sent[0]?.mid });
  });

  it('answers errors in Meta’s shape', async () => {
    const { status, body } = await send('ก'.repeat(2000));
    expect(status).to.equal(400);
    expect(body.error).to.include({ type: 'OAuthException', code: 100 });
    expect(body.error).to.have.property('fbtrace_id');
    const broken = await fetch(`${running.url}/v25.0/${PAGE}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: '{"recipient"',
    });
    expect(broken.status).to.equal(400);
    expect(((await broken.json()) as Answer['body']).error?.code).to.equal(100);
  });

  it('refuses another token, another Page and another edge', async () => {
    const response = await fetch(`${running.url}/v25.0/${PAGE}?access_token=wrong`);
    expect(((await response.json()) as Answer['body']).error?.code).to.equal(190);
    const { error } = (await call('POST', '/999/messages', {})).body;
    expect(error).to.include({ code: 100, error_subcode: 33 });
    expect((await call('GET', `/${PAGE}/insights`)).body.error?.error_subcode).to.equal(33);
  });

  it('keeps typing and seen apart from messages', async () => {
    const action = await call('POST', '/me/messages', {
      recipient: { id: psid },
      sender_action: 'typing_on',
    });
    expect(action.body).to.deep.equal({ recipient_id: psid });
    expect(running.standIn.actions.at(-1)).to.deep.equal({ psid, action: 'typing_on' });
    expect(running.standIn.sent).to.deep.equal([]);
  });

  it('tells a person’s name, an unknown person, and one without a profile', async () => {
    const { body } = await call('GET', `/${psid}?fields=first_name,last_name`);
    expect(body).to.deep.equal({ first_name: 'ก้อง', last_name: 'ตัวอย่าง', id: psid });
    expect((await call('GET', '/404')).body.error?.error_subcode).to.equal(33);
    const { psid: nameless } = running.standIn.people.add({ profile: false });
    expect((await call('GET', `/${nameless}`)).body.error?.error_subcode).to.equal(2018218);
  });

  it('takes profile and subscriptions and gives them back', async () => {
    const profile = { get_started: { payload: 'start:welcome' } };
    expect((await call('POST', '/me/messenger_profile', profile)).status).to.equal(200);
    const { body } = await call('GET', '/me/messenger_profile?fields=get_started,greeting');
    expect(body).to.deep.equal({ data: [profile] });
    await call('POST', `/${PAGE}/subscribed_apps?subscribed_fields=messages,message_echoes`);
    const { data } = (await call('GET', `/${PAGE}/subscribed_apps`)).body as unknown as {
      data: { subscribed_fields: string[] }[];
    };
    expect(data[0]?.subscribed_fields).to.deep.equal(['messages', 'message_echoes']);
    const token = await call('GET', `/debug_token?input_token=${TOKEN}`);
    expect(token.body).to.have.nested.property('data.is_valid', true);
    const other = await call('GET', '/debug_token?input_token=stale');
    expect(other.body).to.have.nested.property('data.is_valid', false);
  });

  it('fails on order, as often as told and for whom', async () => {
    const { standIn } = running;
    const other = standIn.people.add();
    standIn.faults.add({ kind: 'error', code: 613, times: 2, psid });
    standIn.faults.add({ kind: 'error', code: 190, psid: other.psid });
    expect((await send()).body.error?.code).to.equal(613);
    expect((await send()).status).to.equal(403);
    expect((await send()).status).to.equal(200);
    standIn.faults.clear();
    expect(standIn.sent).to.have.length(1);
    expect(standIn.people.get(psid).refusals.map(({ code }) => code)).to.deep.equal([613, 613]);
  });

  it('can answer an error although the message went out', async () => {
    running.standIn.faults.add({ kind: 'sent-but-error' });
    const { status, body } = await send('สองครั้งไม่ได้');
    expect(status).to.equal(500);
    expect(body.error).to.include({ code: 1, error_subcode: 1357046 });
    expect(running.standIn.sent.map(({ message }) => message.text)).to.deep.equal(['สองครั้งไม่ได้']);
  });

  it('can break off, fall silent, or answer what no client can use', async () => {
    const { faults, sent } = running.standIn;
    const failure = () =>
      send().then(
        () => 'answered',
        (error: Error) => error.name,
      );
    faults.add({ kind: 'reset', sent: true });
    expect(await failure()).to.equal('TypeError');
    expect(sent, 'sent all the same').to.have.length(1);
    faults.add({ kind: 'empty' });
    expect(await failure()).to.equal('SyntaxError');
    faults.add({ kind: 'html' });
    expect(await failure()).to.equal('SyntaxError');
    faults.add({ kind: 'hang' });
    const hung = fetch(`${running.url}/v25.0/${PAGE}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ recipient: { id: psid }, message: { text: 'a' } }),
      signal: AbortSignal.timeout(150),
    });
    expect(
      await hung.then(
        () => 'answered',
        (error: Error) => error.name,
      ),
    ).to.equal('TimeoutError');
    expect(sent).to.have.length(1);
  });

  it('serves attachments until their links die, and never as a page', async () => {
    const { standIn } = running;
    const bytes = Buffer.from('<script>alert(1)</script>');
    const item = standIn.media.put({ bytes, mediaType: 'text/html', name: 'ใบเสร็จ.html' });
    const response = await fetch(standIn.mediaUrl(item));
    expect(response.headers.get('content-disposition')).to.match(/^attachment/);
    expect(response.headers.get('content-security-policy')).to.include('sandbox');
    expect(Buffer.from(await response.arrayBuffer())).to.deep.equal(bytes);
    expect((await fetch(`${running.url}/media/guess/a.png`)).status).to.equal(404);
    standIn.media.expireAll();
    const dead = await fetch(standIn.mediaUrl(item));
    expect(dead.status).to.equal(403);
    expect(await dead.text()).to.equal('URL signature expired');
  });
});
