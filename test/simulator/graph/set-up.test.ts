import { expect } from 'chai';
import { examinePage } from '../../../src/messenger/doctor.ts';
import type { Finding } from '../../../src/messenger/finding.ts';
import { connectPage } from '../../../src/messenger/page-connection.ts';
import { setUpPage } from '../../../src/messenger/set-up.ts';
import { DeskServer, PAGE, SECRET } from '../../fakes/desk-server.ts';

describe('setting the Page up at the Graph stand-in', () => {
  const desk = new DeskServer();
  before(() => desk.start());
  after(() => desk.stop());

  const connection = (different: { verifyToken?: string; secret?: string } = {}) =>
    connectPage({
      graphUrl: desk.graph.url,
      graphVersion: 'v25.0',
      token: 'token-for-tests',
      secret: SECRET,
      verifyToken: 'verify-me',
      pageId: PAGE,
      appId: '12120',
      publicUrl: desk.running.url,
      now: () => Date.now(),
      ...different,
    });
  const all = async (findings: AsyncGenerator<Finding>) => {
    const list: Finding[] = [];
    for await (const finding of findings) list.push(finding);
    return list;
  };
  const troubles = (findings: readonly Finding[]) =>
    findings.filter(({ status }) => status === 'problem').map(({ what }) => what);

  it('fails while the webhook does not know the verify token', async () => {
    const [trouble = '', ...others] = troubles(
      await all(setUpPage(connection({ verifyToken: 'guess' }))),
    );
    expect(trouble).to.include('2200');
    expect(others).to.deep.equal([]);
    expect(desk.graph.standIn.webhook).to.equal(null);
  });

  it('sets profile and both subscriptions, so that a look at it finds nothing but the missing TLS', async () => {
    expect(troubles(await all(setUpPage(connection())))).to.deep.equal([]);
    expect(desk.graph.standIn.webhook?.callback_url).to.equal(`${desk.running.url}/webhook`);
    const found = troubles(await all(examinePage(connection())));
    expect(found).to.have.length(1);
    expect(found[0]).to.include('without TLS');
  });

  it('changes nothing the second time', async () => {
    const again = await all(setUpPage(connection()));
    expect(new Set(again.map(({ status }) => status))).to.deep.equal(new Set(['ok']));
  });

  it('is refused to an app with another secret', async () => {
    const found = troubles(await all(examinePage(connection({ secret: 'another-app-secret' }))));
    expect(found.join('\n')).to.include('190').and.to.include('appsecret_proof');
  });
});
