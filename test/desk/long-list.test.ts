import { expect } from 'chai';
import type { ListedView } from '../../src/desk/shapes.ts';
import { withPage, type ListPage, type LongList } from '../../src/desk/web/inbox/long-list.ts';

const row = (id: string, at: number): ListedView => ({
  id,
  cursor: `${at}_${id}`,
  control: 'bot',
  assignee: null,
  thread: { holder: 'ours', appId: null, since: null },
  origin: null,
  psid: id,
  name: null,
  language: 'th',
  problemType: null,
  urgency: 'normal',
  waitingSince: null,
  snoozedUntil: null,
  lastMessage: null,
  unread: 0,
  resolvedAt: null,
  window: { freeUntil: null, asPersonUntil: null },
  cases: [],
});

/** A server's list, latest first, of which a page has three rows. */
function pageOf(rows: readonly ListedView[], after: string | null): ListPage {
  const from = after === null ? 0 : rows.findIndex(({ cursor }) => cursor === after) + 1;
  const items = rows.slice(from, from + 3);
  const nextCursor = from + 3 < rows.length ? (items.at(-1)?.cursor ?? null) : null;
  return { items, nextCursor };
}
const latestFirst = (after: string | null) => ({ after, oldestFirst: false });
const ids = (list: LongList) => list.rows.map(({ id }) => id).join('');

describe('a long list that is read in pages', () => {
  const server = 'abcdefgh'.split('').map((id, index) => row(id, 100 - index));
  const read = (rows: readonly ListedView[]) => {
    let list: LongList | undefined;
    for (let after: string | null = null; ;) {
      list = withPage(list, pageOf(rows, after), latestFirst(after));
      if (list.end === null) return list;
      after = list.end;
    }
  };

  it('holds every row once, in order, down to its end', () => {
    expect(ids(read(server))).to.equal('abcdefgh');
  });

  it('moves a row that changed from far below to the top, without reading the middle again', () => {
    const after = [row('g', 200), ...server.filter(({ id }) => id !== 'g')];
    expect(ids(withPage(read(server), pageOf(after, null), latestFirst(null)))).to.equal(
      'gabcdefh',
    );
  });

  it('drops a row that has left from the part that was read again, and no other', () => {
    const after = server.filter(({ id }) => id !== 'e' && id !== 'b');
    const middle = withPage(read(server), pageOf(after, '97_d'), latestFirst('97_d'));
    expect(ids(middle)).to.equal('abcdfgh');
    expect(ids(withPage(middle, pageOf(after, null), latestFirst(null)))).to.equal('acdfgh');
  });

  it('ends where the server says that nothing follows', () => {
    const after = server.slice(0, 2);
    const list = withPage(read(server), pageOf(after, null), latestFirst(null));
    expect(ids(list)).to.equal('ab');
    expect(list.end).to.equal(null);
  });

  it('goes on from the deepest page that was read, also after its beginning was read again', () => {
    const two = withPage(
      withPage(undefined, pageOf(server, null), latestFirst(null)),
      pageOf(server, '98_c'),
      latestFirst('98_c'),
    );
    const again = withPage(two, pageOf(server, null), latestFirst(null));
    expect([ids(again), again.end]).to.deep.equal(['abcdef', '95_f']);
  });

  it('keeps the order of those who wait, longest first', () => {
    const waiting = [row('x', 1), row('y', 2), row('z', 3), row('w', 4)];
    const first = withPage(undefined, pageOf(waiting, null), { after: null, oldestFirst: true });
    const second = withPage(first, pageOf(waiting, '3_z'), { after: '3_z', oldestFirst: true });
    const taken = waiting.slice(1);
    const list = withPage(second, pageOf(taken, null), { after: null, oldestFirst: true });
    expect([ids(second), ids(list)]).to.deep.equal(['xyzw', 'yzw']);
  });
});
