import { expect } from 'chai';
import { readWebhook } from '../../src/messenger/events.ts';
import { logNotice, pageNotice } from '../../src/messenger/page-notices.ts';
import type { Log } from '../../src/ports.ts';
import { webhookFixtures } from './webhook-fixtures.ts';

const noticesOf = (name: string) => {
  const body = webhookFixtures.find((fixture) => fixture.name === name)?.body;
  const read = readWebhook(body, { newId: () => 'x', now: 1 });
  return read.status === 'events' ? read.events.map((event) => pageNotice(event)) : [];
};

describe('what Meta tells about the Page itself', () => {
  for (const [name, action] of [
    ['policy-enforcement', 'warning'],
    ['policy-enforcement-block', 'block'],
    ['policy-enforcement-old-key', 'unblock'],
  ] as const) {
    it(`is read, in either spelling of the key: ${action}`, () => {
      expect(noticesOf(name)).to.deep.equal([{ kind: 'policy', action }]);
    });
  }

  it('is read as roles by app', () => {
    expect(noticesOf('app-roles')).to.deep.equal([
      {
        kind: 'app_roles',
        roles: { '900100': ['primary_receiver'], '263902037430900': ['secondary_receiver'] },
      },
    ]);
  });

  it('is nothing that a person did, and nothing unknown', () => {
    for (const { name } of webhookFixtures) {
      if (name.startsWith('policy') || name === 'app-roles') continue;
      expect(
        noticesOf(name).filter((notice) => notice !== null),
        name,
      ).to.deep.equal([]);
    }
  });

  it('is logged with ids alone, a block as an error', () => {
    const logged: unknown[] = [];
    const log: Log = {
      info: (event, fields) => logged.push(['info', event, fields]),
      warn: (event, fields) => logged.push(['warn', event, fields]),
      error: (event, fields) => logged.push(['error', event, fields]),
    };
    for (const name of ['policy-enforcement-block', 'policy-enforcement']) {
      for (const notice of noticesOf(name)) if (notice !== null) logNotice(log, '1212', notice);
    }
    expect(logged).to.deep.equal([
      ['error', 'messenger.policy_block', { page: '1212' }],
      ['warn', 'messenger.policy_warning', { page: '1212' }],
    ]);
  });
});
