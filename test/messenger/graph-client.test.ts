import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { expect } from 'chai';
import {
  GraphRejectedError,
  GraphUnknownOutcomeError,
  GraphUnreachableError,
} from '../../src/domain/graph-errors.ts';
import { NOW, nockedGraph, SECRET, TOKEN } from '../fakes/nocked-graph.ts';

const SEND = /^\/v25\.0\/1212\/messages\?/;
const WORDS = 'ร้านไม่ส่งของ โอนไปแล้ว';

describe('the Graph client', () => {
  const graph = nockedGraph();
  const send = (options: { timeoutMs?: number } = {}) =>
    graph.client(options).call('POST', '/1212/messages', { message: { text: WORDS } });
  const failure = async (work: Promise<unknown>): Promise<Error> => {
    const error: unknown = await work.then(
      () => new Error('It was answered.'),
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof Error)) throw new Error('Something else than an error was thrown.');
    return error;
  };

  it('sends the token as bearer and never in the address', async () => {
    const seen: { uri: string; authorization: string | undefined }[] = [];
    graph
      .scope()
      .post(SEND)
      .reply(function (uri) {
        const { authorization } = this.req.headers;
        seen.push({ uri, authorization: [authorization].flat()[0] });
        return [200, { message_id: 'm_1' }];
      });
    expect(await send()).to.deep.equal({ message_id: 'm_1' });
    expect(seen[0]?.authorization).to.equal(`Bearer ${TOKEN}`);
    expect(seen[0]?.uri).to.not.include(TOKEN);
    expect(seen[0]?.uri).to.not.include(SECRET);
  });

  it('proves that it knows the app’s secret, with the time of the call', async () => {
    const time = String(NOW / 1000);
    const proof = createHmac('sha256', SECRET).update(`${TOKEN}|${time}`).digest('hex');
    const call = graph
      .scope()
      .get('/v25.0/me')
      .query({ fields: 'id', appsecret_proof: proof, appsecret_time: time })
      .reply(200, { id: '1212' });
    await graph.client().call('GET', '/me', undefined, { fields: 'id' });
    expect(call.isDone()).to.equal(true);
  });

  it('ends a call at its deadline, however slowly Graph answers', async () => {
    graph.scope().post(SEND).delay(2_000).reply(200, { message_id: 'm_1' });
    const begun = Date.now();
    const error = await failure(send({ timeoutMs: 60 }));
    expect(error).to.be.instanceOf(GraphUnknownOutcomeError);
    expect(Date.now() - begun).to.be.lessThan(1_500);
  });

  for (const [what, status, body] of [
    ['an empty 500', 500, ''],
    ['a 502 page', 502, '<html>Bad Gateway</html>'],
    ['a 503 with JSON that is no Graph error', 503, { status: 'down' }],
    ['an empty 200', 200, ''],
    ['a 200 page', 200, '<html>Hello</html>'],
    ['a 200 list', 200, []],
    ['a redirect', 302, ''],
  ] as const) {
    it(`does not know whether the message went after ${what}`, async () => {
      graph.scope().post(SEND).reply(status, body);
      expect(await failure(send())).to.be.instanceOf(GraphUnknownOutcomeError);
    });
  }

  for (const code of ['ECONNRESET', 'EPIPE', 'ETIMEDOUT']) {
    it(`does not know whether the message went after ${code}`, async () => {
      graph
        .scope()
        .post(SEND)
        .replyWithError(Object.assign(new Error('broken'), { code }));
      expect(await failure(send())).to.be.instanceOf(GraphUnknownOutcomeError);
    });
  }

  for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED']) {
    it(`knows that nothing went after ${code}`, async () => {
      graph
        .scope()
        .post(SEND)
        .replyWithError(Object.assign(new Error('never'), { code }));
      expect(await failure(send())).to.be.instanceOf(GraphUnreachableError);
    });
  }

  it('keeps code, subcode and status of Graph’s refusal, whatever the status', async () => {
    for (const status of [200, 400, 500]) {
      const error = { message: '(#10) outside of window', code: 10, error_subcode: 2018278 };
      graph.scope().post(SEND).reply(status, { error });
      const thrown = await failure(send());
      expect(thrown).to.be.instanceOf(GraphRejectedError);
      expect(thrown).to.include({ httpStatus: status, code: 10, subcode: 2018278 });
    }
  });

  it('reads how long a busy Graph wants to be left alone, as seconds or as a date', async () => {
    for (const [header, expected] of [
      ['120', 120_000],
      [new Date(NOW + 30_000).toUTCString(), 30_000],
      [new Date(NOW - 30_000).toUTCString(), 0],
      ['soon', null],
    ] as const) {
      graph.scope().post(SEND).reply(429, '', { 'Retry-After': header });
      const thrown = await failure(send());
      expect(thrown).to.be.instanceOf(GraphRejectedError);
      expect(thrown, header).to.include({ httpStatus: 429, code: null, retryAfterMs: expected });
    }
  });

  it('takes a refusal without a Graph error for a refusal', async () => {
    graph.scope().post(SEND).reply(403, '<html>Blocked by the proxy</html>');
    expect(await failure(send())).to.include({ httpStatus: 403, code: null });
  });

  it('lets neither token nor secret nor people’s words into an error', async () => {
    const replies = [
      () =>
        graph
          .scope()
          .post(SEND)
          .reply(401, { error: { message: `Malformed access token ${TOKEN}`, code: 190 } }),
      () => graph.scope().post(SEND).reply(502, WORDS),
      () => graph.scope().post(SEND).reply(403, WORDS),
      () =>
        graph
          .scope()
          .post(SEND)
          .replyWithError(Object.assign(new Error(TOKEN), { code: 'ECONNRESET' })),
    ];
    for (const reply of replies) {
      reply();
      const shown = inspect(await failure(send()), { depth: 10, showHidden: true });
      for (const hidden of [TOKEN, SECRET, WORDS]) expect(shown).to.not.include(hidden);
    }
  });
});
