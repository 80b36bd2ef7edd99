import { expect } from 'chai';
import type { MessageView } from '../../src/desk/shapes.ts';
import { FreshLines } from '../../src/desk/web/thread/fresh-lines.ts';
import {
  leavesGap,
  withLines,
  type LinesPage,
  type LongThread,
} from '../../src/desk/web/thread/long-thread.ts';

const line = (seq: number, text = `ข้อ ${seq}`): MessageView => ({
  id: `m${seq}`,
  seq,
  at: '2026-11-26T09:00:00+07:00',
  author: { kind: 'system' },
  direction: 'none',
  content: { kind: 'note', text },
});
const span = (from: number, to: number, text?: string) =>
  Array.from({ length: to - from + 1 }, (_, index) => line(from + index, text));
const page = (from: number, to: number, text?: string): LinesPage => ({
  items: span(from, to, text),
  nextCursor: from > 1 ? String(from) : null,
});
const places = ({ lines }: LongThread) => lines.map(({ seq }) => seq);
const known: LongThread = { lines: span(51, 150), older: '51' };

describe('a thread that is read in parts', () => {
  it('begins with its latest lines', () => {
    expect(withLines(undefined, page(101, 150), null)).to.deep.equal({
      lines: span(101, 150),
      older: '101',
    });
  });

  it('takes new lines and keeps those that were loaded above', () => {
    const thread = withLines(known, page(103, 152, 'neu'), null);
    expect(places(thread)).to.deep.equal(span(51, 152).map(({ seq }) => seq));
    expect(thread.older).to.equal('51');
    expect(thread.lines[0]).to.equal(known.lines[0]);
    expect(thread.lines.at(-50)).to.deep.equal(line(103, 'neu'));
  });

  it('takes older lines above, and knows when they are the first ones', () => {
    const thread = withLines(known, page(1, 50), 51);
    expect(places(thread)).to.deep.equal(span(1, 150).map(({ seq }) => seq));
    expect(thread.older).to.equal(null);
  });

  it('takes a part in its midst for what changed there, and leaves the rest as it is', () => {
    const thread = withLines(known, page(80, 99, 'edited'), 100);
    expect(places(thread)).to.deep.equal(places(known));
    expect(thread.lines[28]).to.equal(known.lines[28]);
    expect(thread.lines[29]).to.deep.equal(line(80, 'edited'));
    expect(thread.lines[49]).to.equal(known.lines[49]);
    expect(thread.older).to.equal('51');
  });

  it('lets go of lines that are not there any more', () => {
    expect(withLines(known, { items: [], nextCursor: null }, null)).to.deep.equal({
      lines: [],
      older: null,
    });
    const begun = withLines(known, { items: span(90, 99), nextCursor: null }, 100);
    expect(places(begun)[0]).to.equal(90);
    expect(begun.older).to.equal(null);
  });

  it('sees when more has come than one page tells', () => {
    expect(leavesGap(known, page(151, 200))).to.equal(false);
    expect(leavesGap(known, page(152, 201))).to.equal(true);
    expect(leavesGap(undefined, page(152, 201))).to.equal(false);
    expect(leavesGap(known, { items: span(152, 153), nextCursor: null })).to.equal(false);
  });
});

describe('what is fresh of a thread', () => {
  it('is what was read since it last changed', () => {
    const fresh = new FreshLines();
    const first = fresh.startOver();
    fresh.add(first, span(1, 50));
    expect(fresh.has({ from: 1, to: 50 })).to.equal(true);
    expect(fresh.has({ from: 40, to: 51 })).to.equal(false);
    const second = fresh.startOver();
    expect(fresh.has({ from: 1, to: 50 })).to.equal(false);
    // It was asked for before the change.
    fresh.add(first, span(1, 50));
    expect(fresh.has({ from: 1, to: 50 })).to.equal(false);
    fresh.add(second, span(1, 50));
    expect(fresh.has({ from: 1, to: 50 })).to.equal(true);
  });

  it('is being found out until the latest lines of the last round are there', () => {
    const fresh = new FreshLines();
    expect(fresh.isStarting).to.equal(false);
    const first = fresh.startOver();
    const second = fresh.startOver();
    fresh.goOn(first);
    expect(fresh.isStarting).to.equal(true);
    fresh.goOn(second);
    expect(fresh.isStarting).to.equal(false);
  });
});
