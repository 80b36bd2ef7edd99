import { expect } from 'chai';
import { HOUR, StandInAtRest } from '../../fakes/stand-in.ts';

const text = { text: 'สวัสดีค่ะ' };
const AS_AGENT = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };
const CLOSED = '10/2018278';

describe('the messaging window of the Graph stand-in', () => {
  it('is shut for somebody who never wrote', () => {
    const graph = new StandInAtRest();
    const { psid } = graph.standIn.people.add();
    expect(graph.send(text, { recipient: { id: psid } })).to.equal(CLOSED);
  });

  it('shuts 24 hours after the last action, and for a human agent after 7 days', () => {
    const graph = new StandInAtRest();
    graph.now += 24 * HOUR;
    expect(graph.send(text)).to.equal('sent');
    graph.now += 1;
    expect(graph.send(text)).to.equal(CLOSED);
    expect(graph.send(text, AS_AGENT)).to.equal('sent');
    graph.now += 6 * 24 * HOUR;
    expect(graph.send(text, AS_AGENT)).to.equal(CLOSED);
  });

  it('opens again when the person acts', () => {
    const graph = new StandInAtRest();
    graph.now += 30 * HOUR;
    graph.standIn.opensWindow(graph.person);
    expect(graph.send(text)).to.equal('sent');
  });

  it('follows the clock that a tester moves for one person', () => {
    const graph = new StandInAtRest();
    const other = graph.standIn.people.add();
    graph.standIn.opensWindow(other);
    graph.standIn.moveClock(25, graph.person.psid);
    expect(graph.send(text)).to.equal(CLOSED);
    expect(graph.send(text, { recipient: { id: other.psid } })).to.equal('sent');
    graph.standIn.moveClock(-25, graph.person.psid);
    expect(graph.send(text)).to.equal('sent');
  });

  it('knows no human agent before Meta granted the feature', () => {
    const graph = new StandInAtRest({ humanAgentGranted: false });
    expect(graph.send(text, AS_AGENT)).to.equal('10');
  });

  it('holds for typing, not for seen', () => {
    const graph = new StandInAtRest();
    graph.now += 25 * HOUR;
    expect(graph.send(undefined, { sender_action: 'typing_on' })).to.equal(CLOSED);
    expect(graph.send(undefined, { sender_action: 'mark_seen' })).to.equal('sent');
  });

  it('does not matter while Meta’s inbox has the thread: nothing may be sent', () => {
    const graph = new StandInAtRest();
    graph.standIn.answerInInbox(graph.person.psid, 'เดี๋ยวดูให้ค่ะ', true);
    expect(graph.send(text)).to.equal('10/2018300');
    graph.standIn.leaveInbox(graph.person.psid);
    expect(graph.send(text)).to.equal('sent');
  });
});
