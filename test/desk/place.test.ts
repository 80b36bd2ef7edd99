import { expect } from 'chai';
import { windowAt } from '../../src/desk/web/clock.ts';
import { readPlace, writePlace, type Place } from '../../src/desk/web/inbox/place.ts';
import { makeDates } from '../../src/http/web/dates.ts';

describe('where an agent is', () => {
  const all = { type: null, urgentOnly: false, q: '' };
  const places: Place[] = [
    { list: 'queue', conversation: null, pane: 'list', ...all },
    { list: 'mine', conversation: '1212_7001', pane: 'thread', ...all },
    { list: 'resolved', conversation: 'a/b c', pane: 'case', ...all },
    { list: 'all', conversation: null, pane: 'list', type: 'gambling', urgentOnly: true, q: '' },
    { ...all, list: 'mine', conversation: '7?8', pane: 'thread', q: 'ร้าน & #1?' },
  ];
  it('comes back from the address as it was', () => {
    for (const place of places) expect(readPlace(writePlace(place))).to.deep.equal(place);
  });
  it('is the waiting list when the address says nothing or nonsense', () => {
    for (const hash of ['', '#', '#/nonsense', '#//', '#/?type=nonsense&urgency=no']) {
      expect(readPlace(hash), hash).to.deep.equal(places[0]);
    }
  });
});

describe('the clock of the messaging window', () => {
  const window = {
    freeUntil: '2026-11-24T12:00:00.000Z',
    asPersonUntil: '2026-11-30T12:00:00.000Z',
  };
  const at = (iso: string, what = window as Parameters<typeof windowAt>[0]) =>
    windowAt(what, Date.parse(iso)).status;
  it('goes from free to a person’s time to closed, on the minute', () => {
    expect(at('2026-11-24T11:59:59.999Z')).to.equal('free');
    expect(at('2026-11-24T12:00:00.000Z')).to.equal('person');
    expect(at('2026-11-30T12:00:00.000Z')).to.equal('closed');
  });
  it('closes after the free time where Meta granted no more', () => {
    const short = { ...window, asPersonUntil: null };
    expect(at('2026-11-24T12:00:00.000Z', short)).to.equal('closed');
  });
  it('never opened for somebody who never wrote', () => {
    expect(at('2026-11-24T00:00:00.000Z', { freeUntil: null, asPersonUntil: null })).to.equal(
      'never',
    );
  });
});

describe('dates', () => {
  const iso = '2026-11-23T18:05:00.000Z';
  it('count years of the Buddhist era in the installation’s time zone', () => {
    expect(makeDates('th', 'Asia/Bangkok').full(iso)).to.equal('24 พ.ย. 2569 01:05');
    expect(makeDates('en', 'Asia/Bangkok').full(iso)).to.match(/^24 Nov 2569 B\.?E\.? 01:05$/);
    expect(makeDates('th', 'UTC').full(iso)).to.equal('23 พ.ย. 2569 18:05');
  });
});
