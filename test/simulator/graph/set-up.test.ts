import { expect } from 'chai';
import type { StatusTemplate } from '../../../src/domain/status-template.ts';
import { examinePage } from '../../../src/messenger/doctor.ts';
import type { Finding } from '../../../src/messenger/finding.ts';
import { connectPage } from '../../../src/messenger/page-connection.ts';
import { setUpPage } from '../../../src/messenger/set-up.ts';
import { DeskServer, PAGE, SECRET } from '../../fakes/desk-server.ts';

describe('setting the Page up at the Graph stand-in', () => {
  const desk = new DeskServer();
  before(() => desk.start());
  after(() => desk.stop());

  const statusTemplate: StatusTemplate = { name: 'case_status', languages: ['th', 'en'] };
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
      statusTemplate,
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

  it('sets profile, both subscriptions and the status template, so that a look at it finds nothing but the missing TLS', async () => {
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

  it('tells what Meta says of the status template, and of the permission that it needs', async () => {
    const { standIn } = desk.graph;
    const said = async () =>
      (await all(examinePage(connection()))).filter(({ what }) => what.includes('case_status'));
    expect((await said()).map(({ status }) => status)).to.deep.equal(['ok', 'ok']);
    standIn.templates.judge('case_status', 'PENDING');
    expect((await said()).map(({ status }) => status)).to.deep.equal(['unchecked', 'unchecked']);
    standIn.templates.judge('case_status', 'REJECTED');
    const [rejected] = await said();
    expect(rejected?.what).to.include('REJECTED');
    expect(rejected !== undefined && 'remedy' in rejected && rejected.remedy).to.include(
      'FACEBOOK_STATUS_TEMPLATE',
    );
    standIn.utilityGranted = false;
    const found = troubles(await all(examinePage(connection())));
    expect(found.join('\n')).to.include('lacks the permission pages_utility_messaging');
    standIn.utilityGranted = true;
    standIn.templates.judge('case_status', 'APPROVED');
  });

  it('is refused to an app with another secret', async () => {
    const found = troubles(await all(examinePage(connection({ secret: 'another-app-secret' }))));
    expect(found.join('\n')).to.include('190').and.to.include('appsecret_proof');
  });
});
