import { expect } from 'chai';
import nock from 'nock';
import { examinePage } from '../../src/messenger/doctor.ts';
import type { Finding } from '../../src/messenger/finding.ts';
import { connectPage } from '../../src/messenger/page-connection.ts';
import { PROFILE } from '../../src/messenger/profile.ts';
import { SUBSCRIPTION_FIELDS } from '../../src/messenger/subscription-fields.ts';
import { GRAPH_URL, nockedGraph, NOW, pageSettings, SECRET, TOKEN } from '../fakes/nocked-graph.ts';

const DAY = 24 * 3_600;
const TOKEN_DATA = {
  app_id: '900100',
  type: 'PAGE',
  is_valid: true,
  expires_at: 0,
  data_access_expires_at: NOW / 1000 + 80 * DAY,
  profile_id: '1212',
  scopes: ['pages_show_list', 'pages_messaging', 'pages_manage_metadata'],
};
const APP = {
  object: 'page',
  callback_url: 'https://desk.example/webhook',
  active: true,
  fields: SUBSCRIPTION_FIELDS.map((name) => ({ name, version: 'v25.0' })),
};
const fault = (code: number, message = 'no') => ({ error: { message, code } });

/** What Facebook and the webhook answer; by default everything is right. */
interface World {
  readonly date?: number | null;
  readonly token?: object;
  readonly profile?: object;
  readonly apps?: object;
  readonly subscriptions?: object;
  readonly webhook?: (query: URLSearchParams) => [number, string];
}

describe('npm run messenger -- doctor', () => {
  nockedGraph();

  const run = async (world: World = {}, settings: Parameters<typeof pageSettings>[0] = {}) => {
    const { date = NOW } = world;
    const graph = nock(GRAPH_URL).persist();
    if (date === null) {
      graph.get('/').replyWithError(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
    } else {
      graph.get('/').reply(400, '', { Date: new Date(date).toUTCString() });
    }
    const serve = (path: RegExp, answer: object) =>
      graph.get(path).reply('error' in answer ? 400 : 200, answer);
    serve(/debug_token/, world.token ?? { data: TOKEN_DATA });
    serve(/messenger_profile/, world.profile ?? { data: [PROFILE] });
    serve(
      /subscribed_apps/,
      world.apps ?? { data: [{ id: '900100', subscribed_fields: SUBSCRIPTION_FIELDS }] },
    );
    serve(/900100\/subscriptions/, world.subscriptions ?? { data: [APP] });
    const webhook =
      world.webhook ??
      ((query: URLSearchParams) =>
        query.get('hub.verify_token') === 'verify-me-please' &&
        query.get('hub.mode') === 'subscribe'
          ? [200, query.get('hub.challenge') ?? '']
          : [403, 'Wrong verify token.']);
    nock('https://desk.example')
      .persist()
      .get(/\/webhook/)
      .reply((uri) => webhook(new URL(uri, 'https://desk.example').searchParams));
    const findings: Finding[] = [];
    for await (const finding of examinePage(connectPage(pageSettings(settings)))) {
      findings.push(finding);
    }
    nock.cleanAll();
    return findings;
  };
  const problems = (findings: readonly Finding[]) =>
    findings.filter(({ status }) => status === 'problem').map(({ what }) => what);
  const unchecked = (findings: readonly Finding[]) =>
    findings.filter(({ status }) => status === 'unchecked').map(({ what }) => what);

  it('finds nothing wrong where everything is right', async () => {
    const findings = await run();
    expect(problems(findings)).to.deep.equal([]);
    expect(unchecked(findings)).to.deep.equal([]);
    expect(findings.length).to.be.at.least(10);
  });

  /** One thing wrong at a time: exactly this is named, and every problem has a remedy. */
  const CASES: readonly (readonly [
    string,
    World,
    Parameters<typeof pageSettings>[0],
    readonly RegExp[],
  ])[] = [
    [
      'a clock that is ahead',
      { date: NOW - 400_000 },
      {},
      [/clock is 400 seconds ahead of Facebook/],
    ],
    ['a clock that is behind', { date: NOW + 90_000 }, {}, [/clock is 9\d seconds behind/]],
    ['a Graph that cannot be reached', { date: null }, {}, [/Graph API cannot be reached/]],
    [
      'a version that has ended',
      {},
      { graphVersion: 'v20.0' },
      [/v20\.0 has ended \(2026-09-24\)/],
    ],
    ['a version from years ago', {}, { graphVersion: 'v3.2' }, [/v3\.2 has ended/]],
    ['a version that ends soon', {}, { graphVersion: 'v21.0' }, [/v21\.0 ends on 2027-01-21/]],
    [
      'an invalid token',
      { token: { data: { error: { code: 190 }, is_valid: false, scopes: [] } } },
      {},
      [/token is no longer valid/],
    ],
    [
      'a token that has expired',
      { token: { data: { ...TOKEN_DATA, expires_at: NOW / 1000 - DAY } } },
      {},
      [/access token expired on 2026-11-23/],
    ],
    [
      'a token that expires soon',
      { token: { data: { ...TOKEN_DATA, expires_at: NOW / 1000 + 3 * DAY } } },
      {},
      [/access token expires on 2026-11-27/],
    ],
    [
      'access to data that ends soon',
      { token: { data: { ...TOKEN_DATA, data_access_expires_at: NOW / 1000 + DAY } } },
      {},
      [/Access to data expires on 2026-11-25/],
    ],
    [
      'a token of a person',
      { token: { data: { ...TOKEN_DATA, type: 'USER' } } },
      {},
      [/of the kind USER, not PAGE/],
    ],
    [
      'missing permissions',
      { token: { data: { ...TOKEN_DATA, scopes: ['pages_show_list'] } } },
      {},
      [/lacks the permission pages_messaging and pages_manage_metadata/],
    ],
    [
      'a token of another Page',
      { token: { data: { ...TOKEN_DATA, profile_id: '999' } } },
      {},
      [/belongs to the Page 999, and FACEBOOK_PAGE_ID is 1212/],
    ],
    [
      'a token of another app',
      { token: { data: { ...TOKEN_DATA, app_id: '555' } } },
      {},
      [/belongs to the app 555, and FACEBOOK_APP_ID is 900100/],
    ],
    [
      'an app’s secret that does not fit',
      { token: fault(190, 'Invalid OAuth access token signature.') },
      {},
      [/could not be checked.*error 190/],
    ],
    [
      'a refused proof',
      { profile: fault(100, 'Invalid appsecret_proof provided in the API argument') },
      {},
      [/profile could not be read.*appsecret_proof/],
    ],
    [
      'a profile that differs',
      { profile: { data: [{ ...PROFILE, greeting: [], ice_breakers: [] }] } },
      {},
      [/profile differs in greeting, ice_breakers/],
    ],
    ['no profile at all', { profile: { data: [] } }, {}, [/differs in get_started, greeting/]],
    [
      'a Page that is not subscribed',
      { apps: { data: [] } },
      {},
      [/The Page is not subscribed to messages, messaging_postbacks/],
    ],
    [
      'one field that the Page lacks',
      {
        apps: {
          data: [
            {
              id: '900100',
              subscribed_fields: SUBSCRIPTION_FIELDS.filter((name) => name !== 'message_echoes'),
            },
          ],
        },
      },
      {},
      [/The Page is not subscribed to message_echoes\./],
    ],
    [
      'an app that is not subscribed',
      { subscriptions: { data: [] } },
      {},
      [/The app is not subscribed to Page events/],
    ],
    [
      'one field that the app lacks',
      { subscriptions: { data: [{ ...APP, fields: APP.fields.slice(1) }] } },
      {},
      [/The app is not subscribed to messages\./],
    ],
    [
      'a subscription that Facebook has switched off',
      { subscriptions: { data: [{ ...APP, active: false }] } },
      {},
      [/switched the app’s subscription off/],
    ],
    [
      'events that go elsewhere',
      { subscriptions: { data: [{ ...APP, callback_url: 'https://old.example/webhook' }] } },
      {},
      [/go to https:\/\/old\.example\/webhook/],
    ],
    [
      'a webhook with another verify token',
      { webhook: () => [403, 'no'] },
      {},
      [/refuses the verify token/],
    ],
    [
      'a webhook that is something else',
      { webhook: () => [200, '<html>Parked</html>'] },
      {},
      [/Something else answers/],
    ],
    [
      'a webhook behind a redirect',
      { webhook: () => [301, ''] },
      {},
      [/Something else answers.*301/],
    ],
    [
      'a public address without TLS',
      { subscriptions: { data: [{ ...APP, callback_url: 'http://desk.example/webhook' }] } },
      { publicUrl: 'http://desk.example' },
      [/no address without TLS/],
    ],
    [
      'an answer in an unknown form',
      { apps: { apps: 'none' } },
      {},
      [/subscription could not be read.*form that this program does not know/],
    ],
  ];

  for (const [what, world, settings, expected] of CASES) {
    it(`names ${what}, with its remedy`, async () => {
      const findings = await run(world, settings);
      const found = problems(findings);
      expect(found).to.have.length(expected.length);
      expected.forEach((pattern, index) => expect(found[index]).to.match(pattern));
      for (const finding of findings) {
        if ('remedy' in finding) expect(finding.remedy).to.have.length.greaterThan(10);
      }
    });
  }

  it('names a webhook that cannot be reached', async () => {
    const findings = await run({}, { publicUrl: 'https://nowhere.example' });
    expect(problems(findings)).to.have.length(2);
    expect(problems(findings)[1]).to.match(/nowhere\.example\/webhook cannot be reached from here/);
  });

  it('says what it could not check, and how it could', async () => {
    const findings = await run({}, { appId: null, publicUrl: null });
    expect(problems(findings)).to.deep.equal([]);
    expect(unchecked(findings).join('\n')).to.match(/FACEBOOK_APP_ID[^]*PUBLIC_URL/);
    expect(JSON.stringify(findings)).to.include('Set it to 900100');
    expect(unchecked(await run({}, { graphVersion: 'v31.0' })).join()).to.include('v31.0 is newer');
  });

  it('tries nothing further with a dead token', async () => {
    const findings = await run({ token: fault(190, `Malformed ${TOKEN}`) }, { appId: null });
    expect(problems(findings)).to.have.length(1);
    expect(unchecked(findings).join()).to.include('need a working token');
    const shown = JSON.stringify(findings);
    for (const secret of [TOKEN, SECRET, 'verify-me-please']) expect(shown).to.not.include(secret);
  });
});
