import { expect } from 'chai';
import { PROFILE } from '../../../src/messenger/profile.ts';
import { MessengerProfile } from '../../../src/simulator/graph/profile.ts';
import { outcome } from '../../fakes/stand-in.ts';

const START = { get_started: { payload: 'start:welcome' } };
const item = (title: string) => ({ type: 'postback', title, payload: 'act:menu' });
const items = (count: number) => Array.from({ length: count }, () => item('a'));
const menu = (list: object[], locale = 'default') => ({
  persistent_menu: [{ locale, call_to_actions: list }],
});
const iceBreakers = (count: number) => ({
  ice_breakers: [
    { locale: 'default', call_to_actions: Array(count).fill({ question: 'a', payload: 'b' }) },
  ],
});
const set = (body: object, profile = new MessengerProfile()) => outcome(() => profile.set(body));

describe('the Messenger profile of the Graph stand-in', () => {
  it('takes the desk’s own profile and shows each person the part in their language', () => {
    const profile = new MessengerProfile();
    profile.set(PROFILE);
    const thai = profile.shownTo('th_TH');
    expect(thai).to.deep.equal(profile.shownTo('default'));
    expect(thai.greeting).to.include('ศูนย์');
    expect(thai.menu).to.not.be.empty;
    expect(thai.iceBreakers).to.not.be.empty;
    expect(profile.shownTo('en_US').greeting).to.match(/^[\x20-\x7e]+$/);
  });

  it('keeps Meta’s limits', () => {
    const limits: readonly (readonly [most: object, tooMuch: object])[] = [
      [
        { ...START, ...menu(items(20)) },
        { ...START, ...menu(items(21)) },
      ],
      [
        { ...START, ...menu([item('ก'.repeat(30))]) },
        { ...START, ...menu([item('ก'.repeat(31))]) },
      ],
      [iceBreakers(4), iceBreakers(5)],
      [
        { greeting: [{ locale: 'default', text: 'ก'.repeat(160) }] },
        { greeting: [{ locale: 'default', text: 'ก'.repeat(161) }] },
      ],
      [
        { get_started: { payload: 'a'.repeat(1000) } },
        { get_started: { payload: 'a'.repeat(1001) } },
      ],
    ];
    for (const [most, tooMuch] of limits) {
      expect(set(most)).to.equal('sent');
      expect(set(tooMuch)).to.equal('100');
    }
  });

  it('needs a default locale', () => {
    expect(set({ ...START, ...menu([item('a')], 'th_TH') })).to.equal('100');
  });

  it('has no menu without Get Started, neither set nor left', () => {
    expect(set(menu([item('a')]))).to.equal('100/2018145');
    const profile = new MessengerProfile();
    profile.set({ ...START, ...menu([item('a')]) });
    expect(outcome(() => profile.remove(['get_started']))).to.equal('100/2018145');
    profile.remove(['persistent_menu']);
    profile.remove(['get_started']);
    expect(profile.get(['get_started', 'persistent_menu'])).to.deep.equal({ data: [] });
  });

  it('takes ten calls in ten minutes', () => {
    const profile = new MessengerProfile();
    const call = (at: number) => outcome(() => profile.countCall(at));
    for (let i = 0; i < 10; i += 1) expect(call(i)).to.equal('sent');
    expect(call(599_999)).to.equal('613');
    expect(call(600_001)).to.equal('sent');
  });
});
