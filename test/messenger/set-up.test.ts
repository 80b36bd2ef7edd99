import { expect } from 'chai';
import nock from 'nock';
import { z } from 'zod';
import type { Finding } from '../../src/messenger/finding.ts';
import { connectPage } from '../../src/messenger/page-connection.ts';
import { PROFILE } from '../../src/messenger/profile.ts';
import { setUpPage } from '../../src/messenger/set-up.ts';
import { SUBSCRIPTION_FIELDS } from '../../src/messenger/subscription-fields.ts';
import { GRAPH_URL, nockedGraph, pageSettings, SECRET, TOKEN } from '../fakes/nocked-graph.ts';

const CALLBACK = 'https://desk.example/webhook';

/** A Graph that remembers what set-up changes, so that a second run can be compared with the first. */
class RememberingGraph {
  profile: Record<string, unknown> = {};
  pageFields: string[] = [];
  app: object | null = null;
  readonly posts: { path: string; body: unknown; authorization: string }[] = [];
  profileCalls = 0;

  constructor() {
    const asked = (uri: string) => uri.split('?')[0]?.replace('/v25.0', '') ?? '';
    const served = nock(GRAPH_URL).persist();
    served.get(/./).reply((uri) => [200, this.#read(asked(uri))]);
    const write = (path: string, body: unknown, authorization: string) => {
      this.posts.push({ path, body, authorization });
      this.#write(path, z.record(z.string(), z.unknown()).parse(body));
    };
    served.post(/./).reply(function (uri, body) {
      write(asked(uri), body, String(this.req.headers['authorization']));
      return [200, { success: true, result: 'success' }];
    });
  }

  #read(path: string): object {
    if (path === '/me/messenger_profile') {
      this.profileCalls += 1;
      return { data: Object.keys(this.profile).length === 0 ? [] : [this.profile] };
    }
    if (path === '/1212/subscribed_apps') {
      const ours = { id: '900100', name: 'desk', subscribed_fields: this.pageFields };
      const other = { id: '7', name: 'other', subscribed_fields: [...SUBSCRIPTION_FIELDS] };
      return { data: this.pageFields.length === 0 ? [other] : [other, ours] };
    }
    if (path === '/debug_token') return { data: { is_valid: true, app_id: '900100' } };
    if (path === '/900100/subscriptions') return { data: this.app === null ? [] : [this.app] };
    throw new Error(`Nobody should read ${path}.`);
  }

  #write(path: string, body: Record<string, unknown>): void {
    const list = (name: string) => z.string().parse(body[name]).split(',');
    if (path === '/me/messenger_profile') {
      this.profileCalls += 1;
      Object.assign(this.profile, body);
    }
    if (path === '/1212/subscribed_apps') {
      this.pageFields = list('subscribed_fields');
    }
    if (path === '/900100/subscriptions') {
      const fields = list('fields').map((name) => ({ name, version: 'v25.0' }));
      this.app = { object: 'page', callback_url: body['callback_url'], active: true, fields };
    }
  }
}

describe('npm run messenger -- setup', () => {
  nockedGraph();
  const run = async (settings: Parameters<typeof pageSettings>[0] = {}): Promise<Finding[]> => {
    const findings: Finding[] = [];
    for await (const finding of setUpPage(connectPage(pageSettings(settings)))) {
      findings.push(finding);
    }
    return findings;
  };
  const statuses = (findings: readonly Finding[]) => findings.map(({ status }) => status);

  it('sets profile and subscriptions on a fresh Page', async () => {
    const graph = new RememberingGraph();
    expect(statuses(await run())).to.deep.equal(Array(6).fill('changed'));
    expect(graph.profile).to.deep.equal(PROFILE);
    expect(graph.posts.map(({ path }) => path)).to.deep.equal([
      '/me/messenger_profile',
      '/900100/subscriptions',
      '/1212/subscribed_apps',
    ]);
    expect(graph.posts[1]?.body).to.deep.equal({
      object: 'page',
      callback_url: CALLBACK,
      verify_token: 'verify-me-please',
      include_values: true,
      fields: SUBSCRIPTION_FIELDS.join(','),
    });
    expect(graph.posts[1]?.authorization).to.equal(`Bearer 900100|${SECRET}`);
    expect(graph.posts[2]?.authorization).to.equal(`Bearer ${TOKEN}`);
  });

  it('changes nothing the second time, and says so', async () => {
    const graph = new RememberingGraph();
    await run();
    graph.posts.length = 0;
    expect(statuses(await run())).to.deep.equal(Array(6).fill('ok'));
    expect(graph.posts).to.deep.equal([]);
  });

  it('takes few of the ten profile calls that Meta allows', async () => {
    const graph = new RememberingGraph();
    await run();
    await run();
    expect(graph.profileCalls).to.be.at.most(3);
  });

  it('is not misled by order, extra fields or defaults in what Graph gives back', async () => {
    const graph = new RememberingGraph();
    await run();
    graph.profile = {
      get_started: { ...PROFILE.get_started, id: '1' },
      greeting: PROFILE.greeting.toReversed(),
      persistent_menu: PROFILE.persistent_menu
        .toReversed()
        .map(({ locale, call_to_actions }) => ({ locale, call_to_actions, disabled_surfaces: [] })),
      ice_breakers: PROFILE.ice_breakers.toReversed(),
    };
    graph.posts.length = 0;
    expect(statuses(await run())).to.deep.equal(Array(6).fill('ok'));
  });

  it('sends only the part of the profile that differs', async () => {
    const graph = new RememberingGraph();
    await run();
    graph.profile['greeting'] = [{ locale: 'default', text: 'Hello from before' }];
    graph.posts.length = 0;
    const findings = await run();
    expect(findings.filter(({ status }) => status === 'changed')).to.have.length(1);
    expect(graph.posts.map(({ body }) => body)).to.deep.equal([{ greeting: PROFILE.greeting }]);
  });

  it('adds the missing fields and keeps those that others rely on', async () => {
    const graph = new RememberingGraph();
    graph.pageFields = ['messages', 'feed'];
    await run();
    expect(graph.pageFields).to.have.members(['feed', ...SUBSCRIPTION_FIELDS]);
  });

  it('subscribes the app anew when its events go elsewhere or were switched off', async () => {
    const fields = [...SUBSCRIPTION_FIELDS];
    for (const app of [
      { object: 'page', callback_url: 'https://old.example/webhook', active: true, fields },
      { object: 'page', callback_url: CALLBACK, active: false, fields },
      { object: 'user', callback_url: CALLBACK, active: true, fields },
    ]) {
      nock.cleanAll();
      const graph = new RememberingGraph();
      graph.app = app;
      await run();
      expect(graph.app).to.include({ object: 'page', callback_url: CALLBACK, active: true });
    }
  });

  it('leaves the app’s subscription alone without its number or the public address', async () => {
    const graph = new RememberingGraph();
    const findings = await run({ appId: null, publicUrl: null });
    const left = findings.find(({ status }) => status === 'unchecked');
    expect(left?.what).to.include('without FACEBOOK_APP_ID and PUBLIC_URL');
    expect(graph.posts.map(({ path }) => path)).to.deep.equal([
      '/me/messenger_profile',
      '/1212/subscribed_apps',
    ]);
    expect(graph.pageFields).to.have.members([...SUBSCRIPTION_FIELDS]);
  });

  it('names each failure with its remedy and goes on with the rest', async () => {
    const scope = nock(GRAPH_URL).persist();
    scope
      .get(/messenger_profile/)
      .reply(400, { error: { message: '(#613) too many calls', code: 613 } });
    scope.get(/900100\/subscriptions/).reply(200, { data: [] });
    scope
      .post(/900100\/subscriptions/)
      .reply(400, { error: { message: '(#2200) callback verification failed', code: 2200 } });
    scope.get(/subscribed_apps/).reply(502, '');
    const findings = await run();
    expect(statuses(findings)).to.deep.equal(['problem', 'problem', 'problem']);
    const remedies = findings.map((finding) => ('remedy' in finding ? finding.remedy : ''));
    expect(remedies[0]).to.include('ten minutes');
    expect(remedies[1]).to.include('PUBLIC_URL');
    expect(remedies[2]).to.include('again');
  });
});
