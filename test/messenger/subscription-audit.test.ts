import { expect } from 'chai';
import nock from 'nock';
import { connectPage } from '../../src/messenger/page-connection.ts';
import { auditSubscriptions } from '../../src/messenger/subscription-audit.ts';
import { SUBSCRIPTION_FIELDS } from '../../src/messenger/subscription-fields.ts';
import { nockedGraph, pageSettings } from '../fakes/nocked-graph.ts';

const FIELDS: readonly string[] = SUBSCRIPTION_FIELDS;
const APP = {
  object: 'page',
  callback_url: 'https://desk.example/webhook',
  active: true,
  fields: FIELDS,
};

describe('looking whether the Page is still subscribed', () => {
  const graph = nockedGraph();
  const audit = (
    world: { page?: readonly string[]; app?: object | null } = {},
    settings: Parameters<typeof pageSettings>[0] = {},
  ) => {
    const { page = FIELDS, app = APP } = world;
    const apps = page.length === 0 ? [] : [{ id: '900100', subscribed_fields: page }];
    nock.cleanAll();
    const scope = graph.scope().persist();
    scope.get(/debug_token/).reply(200, { data: { app_id: '900100', is_valid: true } });
    scope.get(/1212\/subscribed_apps/).reply(200, { data: apps });
    scope.get(/900100\/subscriptions/).reply(200, { data: app === null ? [] : [app] });
    return auditSubscriptions(connectPage(pageSettings(settings)));
  };

  it('finds nothing where all is as set-up has made it', async () => {
    expect(await audit()).to.deep.equal({ lost: [], missing: [] });
  });

  it('finds that Meta has taken the Page’s subscription away', async () => {
    expect(await audit({ page: [] })).to.deep.equal({
      lost: ['page_unsubscribed'],
      missing: FIELDS,
    });
  });

  it('finds what is wrong with the app’s own subscription', async () => {
    const lost = async (app: object | null) => (await audit({ app })).lost;
    expect(await lost(null)).to.deep.equal(['app_unsubscribed']);
    expect(await lost({ ...APP, active: false })).to.deep.equal(['app_switched_off']);
    expect(await lost({ ...APP, callback_url: 'https://old.example/webhook' })).to.deep.equal([
      'other_address',
    ]);
  });

  it('names each missing field once, whichever of the two lacks it', async () => {
    const fields = FIELDS.filter((field) => field !== 'standby');
    expect(await audit({ page: fields, app: { ...APP, fields } })).to.deep.equal({
      lost: [],
      missing: ['standby'],
    });
  });

  it('asks the token for its app where the number is not set, and leaves the app’s part out', async () => {
    const found = await audit({ page: FIELDS, app: null }, { appId: null });
    expect(found).to.deep.equal({ lost: [], missing: [] });
  });
});
