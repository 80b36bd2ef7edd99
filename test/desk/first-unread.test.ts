import { expect } from 'chai';
import type { MessageView } from '../../src/desk/shapes.ts';
import { firstUnread } from '../../src/desk/web/thread/first-unread.ts';

const theirs = (seq: number): MessageView => ({
  id: `in${seq}`,
  seq,
  at: '2026-11-24T05:00:00.000Z',
  author: { kind: 'consumer' },
  direction: 'in',
  content: { kind: 'text', text: 'ค่ะ' },
  versions: [],
  reaction: null,
  replyTo: null,
  standby: false,
});
const note = (seq: number): MessageView => ({
  id: `note${seq}`,
  seq,
  at: '2026-11-24T05:00:00.000Z',
  author: { kind: 'system' },
  direction: 'none',
  content: { kind: 'note', text: 'บันทึก' },
});

describe('the first unread line', () => {
  const lines = [theirs(1), theirs(2), note(3), theirs(4)];
  it('is the first of the person’s last lines, whatever stands between them', () => {
    expect(firstUnread(lines, 2)).to.equal('in2');
    expect(firstUnread(lines, 1)).to.equal('in4');
  });
  it('is none when all was read, and the oldest known when there are more of them', () => {
    expect(firstUnread(lines, 0)).to.equal(null);
    expect(firstUnread([], 3)).to.equal(null);
    expect(firstUnread(lines, 9)).to.equal('in1');
  });
});
