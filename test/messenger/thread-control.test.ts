import { expect } from 'chai';
import { threadControl } from '../../src/messenger/thread-control.ts';
import type { ThreadControl } from '../../src/ports.ts';
import { NOW, nockedGraph } from '../fakes/nocked-graph.ts';

const PSID = '5001';
const CALLS: readonly [string, object, (control: ThreadControl) => Promise<unknown>][] = [
  ['pass', { target_app_id: '263902037430900' }, (c) => c.pass(PSID, '263902037430900')],
  ['take', {}, (c) => c.take(PSID)],
  ['request', {}, (c) => c.request(PSID)],
  ['release', {}, (c) => c.release(PSID)],
  ['extend', { duration: 3600 }, (c) => c.extend(PSID, 3600)],
];
const REFUSALS: readonly [number, number, number | undefined, string][] = [
  [400, 27, undefined, 'no_default_app'],
  [400, 10, 2018300, 'not_our_thread'],
  [400, 100, 2534037, 'not_our_thread'],
  [400, 10, undefined, 'not_allowed'],
  [403, 200, undefined, 'not_allowed'],
  [400, 100, 2018001, 'unknown_person'],
  [400, 190, 460, 'token'],
  [403, 613, undefined, 'rate_limit'],
  [400, 100, undefined, 'rejected'],
];

describe('thread control', () => {
  const graph = nockedGraph();
  const logged: string[] = [];
  beforeEach(() => logged.splice(0));
  const control = () =>
    threadControl({
      graph: graph.client({ timeoutMs: 500 }),
      pageId: '1212',
      log: { warn: (event, fields) => logged.push(JSON.stringify({ event, ...fields })) },
    });
  const owner = (answer: object) =>
    graph
      .scope()
      .get('/v25.0/1212/thread_owner')
      .query(({ recipient }) => recipient === PSID)
      .reply(200, answer);

  for (const [name, more, call] of CALLS) {
    it(`asks Graph to ${name}`, async () => {
      let sent: unknown = null;
      graph
        .scope()
        .post(new RegExp(`^/v25.0/1212/${name}_thread_control`), (body: unknown) => {
          sent = body;
          return true;
        })
        .reply(200, { success: true });
      expect(await call(control())).to.deep.equal({ status: 'done' });
      expect(sent).to.deep.equal({ recipient: { id: PSID }, ...more });
    });
  }

  for (const [status, code, subcode, reason] of REFUSALS) {
    it(`says ${reason} when Graph answers ${code}${subcode ? `/${subcode}` : ''}`, async () => {
      const error = { code, error_subcode: subcode, message: `no, ${PSID}` };
      graph
        .scope()
        .post(/take_thread_control/)
        .reply(status, { error });
      expect(await control().take(PSID)).to.deep.equal({ status: 'refused', reason });
      expect(logged.join()).to.include(`"code":${code}`).and.not.include(PSID);
    });
  }

  it('tells what was not sent from what was perhaps done', async () => {
    graph
      .scope()
      .post(/take/)
      .replyWithError(Object.assign(new Error(), { code: 'ECONNREFUSED' }));
    expect(await control().take(PSID)).to.include({ reason: 'unreachable' });
    graph.scope().post(/take/).reply(502, '<html>');
    expect(await control().take(PSID)).to.include({ reason: 'no_answer' });
  });

  it('knows who holds a thread, and until when', async () => {
    const expiration = NOW / 1000 + 3600;
    owner({ data: [{ thread_owner: { app_id: 263902037430900, expiration } }] });
    expect(await control().owner(PSID)).to.deep.equal({
      status: 'held',
      appId: '263902037430900',
      until: NOW + 3_600_000,
    });
    owner({ data: [{ thread_owner: { app_id: '900100' } }] });
    expect(await control().owner(PSID)).to.deep.equal({
      status: 'held',
      appId: '900100',
      until: null,
    });
  });

  it('calls a thread idle that nobody holds', async () => {
    owner({ data: [] });
    expect(await control().owner(PSID)).to.deep.equal({ status: 'idle' });
  });

  it('does not guess from an answer of another shape', async () => {
    owner({ data: 'soon' });
    expect(await control().owner(PSID)).to.include({ reason: 'no_answer' });
  });
});
