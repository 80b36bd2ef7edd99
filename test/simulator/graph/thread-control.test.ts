import { expect } from 'chai';
import { INBOX_APP_ID } from '../../../src/simulator/graph/thread-control.ts';
import { outcome, PAGE_OPTIONS, StandInAtRest } from '../../fakes/stand-in.ts';

const NOT_OWNER = '100/2534037';

describe('thread control of the Graph stand-in', () => {
  let graph: StandInAtRest;
  let events: unknown[];
  beforeEach(() => {
    graph = new StandInAtRest();
    events = [];
    graph.standIn.onWebhook(({ entry }) => events.push(...(entry[0]?.messaging ?? [])));
  });
  const { appId } = PAGE_OPTIONS;
  const psid = () => graph.person.psid;
  const call = (name: Parameters<typeof graph.standIn.control>[0], more: object = {}) =>
    outcome(() => graph.standIn.control(name, { recipient: { id: psid() }, ...more }));
  const owner = () => JSON.stringify(graph.standIn.threadOwner(psid()));

  it('passes a thread to the inbox, after which nothing may be sent', () => {
    expect(owner()).to.include(appId);
    expect(call('pass', { target_app_id: Number(INBOX_APP_ID) })).to.equal('sent');
    expect(owner()).to.include(INBOX_APP_ID);
    expect(graph.send({ text: 'ค่ะ' })).to.equal('10/2018300');
    expect(call('pass', { target_app_id: '1' })).to.equal(NOT_OWNER);
    expect(call('extend', { duration: 60 })).to.equal(NOT_OWNER);
    expect(call('release')).to.equal(NOT_OWNER);
  });

  it('takes a thread back, but not on a Page without a default app', () => {
    call('pass', { target_app_id: INBOX_APP_ID });
    graph.standIn.hasDefaultApp = false;
    expect(call('take')).to.equal('27');
    graph.standIn.hasDefaultApp = true;
    expect(call('take')).to.equal('sent');
    expect(graph.send({ text: 'ค่ะ' })).to.equal('sent');
  });

  it('has no owner once a thread was let go', () => {
    expect(call('release')).to.equal('sent');
    expect(owner()).to.equal('[]');
  });

  it('extends for seven days at most', () => {
    expect(call('extend', { duration: 7 * 86_400 })).to.equal('sent');
    expect(owner()).to.include(String(graph.now / 1000 + 7 * 86_400));
    expect(call('extend', { duration: 7 * 86_400 + 1 })).to.equal('100');
  });

  it('refuses calls about nobody, and passing to no app', () => {
    expect(outcome(() => graph.standIn.control('take', {}))).to.equal('100');
    expect(call('pass')).to.equal('100');
  });

  it('tells the app when the inbox takes, asks for and gives back the thread', () => {
    graph.standIn.answerInInbox(psid(), 'แอดมินค่ะ', true);
    graph.standIn.answerInInbox(psid(), 'อีกข้อค่ะ', true);
    graph.standIn.askFromInbox(psid());
    graph.standIn.leaveInbox(psid());
    graph.standIn.leaveInbox(psid());
    const told = events.flatMap(
      (event) => /"(\w+_thread_control)"/.exec(JSON.stringify(event))?.[1] ?? [],
    );
    expect(told).to.deep.equal([
      'take_thread_control',
      'request_thread_control',
      'pass_thread_control',
    ]);
  });
});
