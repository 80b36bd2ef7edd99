import { expect } from 'chai';
import { LISTS, mayChange } from '../../src/desk/web/inbox/lists.ts';
import { pauseAfter, Refresher, type Reader } from '../../src/desk/web/refresher.ts';

const of = (subject: string) => ({ topic: 'conversation', subject }) as const;
const kept = (subject: string) => ({ ...of(subject), sameLists: true }) as const;

/** Reads nothing that takes time; notes what it was asked for. */
function reader(more: Partial<Reader> = {}): { reads: string[]; reader: Reader } {
  const reads: string[] = [];
  const whole: Reader = {
    isFirstRead: () => false,
    isMine: () => false,
    mayList: () => false,
    mayShow: () => false,
    read: (key) => Promise.resolve(void reads.push(key.join(' '))),
    ...more,
  };
  return { reads, reader: whole };
}

describe('reading again what changed', () => {
  it('rests longer the longer a list took, and a thread hardly at all', () => {
    expect(pauseAfter(['conversations'], 5)).to.equal(250);
    expect(pauseAfter(['conversations'], 40)).to.equal(400);
    expect(pauseAfter(['counts'], 5_000)).to.equal(2_000);
    expect(pauseAfter(['messages', 'c1'], 40)).to.equal(100);
    expect(pauseAfter(['looking'], 1)).to.equal(2_000);
  });

  it('reads once for many events that come meanwhile, and once more for the last of them', async () => {
    const reads: string[] = [];
    const ended: (() => void)[] = [];
    const refresher = new Refresher(
      reader({
        read: async (key) => {
          reads.push(key.join(' '));
          await new Promise<void>((resolve) => ended.push(resolve));
        },
      }).reader,
    );
    const times = (name: string) => reads.filter((read) => read === name).length;
    for (let event = 0; event < 20; event += 1) refresher.add(of('c1'));
    expect(times('messages c1')).to.equal(1);
    for (const end of ended.splice(0)) end();
    while (times('messages c1') < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    refresher.stop();
    for (const end of ended.splice(0)) end();
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(times('messages c1')).to.equal(2);
  });

  it('leaves the case and the files alone when another conversation changed', () => {
    const { reads, reader: whole } = reader({ mayShow: (id) => id === 'open' });
    const refresher = new Refresher(whole);
    refresher.add(of('other'));
    expect(reads).to.not.include('evidence');
    refresher.add(of('open'));
    expect(reads).to.include.members(['case', 'evidence', 'messages open']);
    refresher.stop();
  });

  it('reads lists and counts again only where a conversation counts that is in the same lists', () => {
    const only = (mine: boolean, listed: boolean) => {
      const { reads, reader: whole } = reader({ isMine: () => mine, mayList: () => listed });
      const refresher = new Refresher(whole);
      refresher.add(kept('c1'));
      refresher.stop();
      return reads.filter((name) => name === 'counts' || name === 'conversations');
    };
    expect(only(false, false)).to.deep.equal([]);
    expect(only(false, true)).to.deep.equal(['conversations']);
    expect(only(true, true)).to.deep.equal(['conversations', 'counts']);
  });

  it('trusts no list that was read before a conversation went into another one', async () => {
    const reads: string[] = [];
    const ended: (() => void)[] = [];
    const { reader: whole } = reader({
      read: async (key) => {
        reads.push(key.join(' '));
        await new Promise<void>((resolve) => ended.push(resolve));
      },
    });
    const refresher = new Refresher(whole);
    const times = (name: string) => reads.filter((read) => read === name).length;
    const end = () => ended.splice(0).forEach((done) => done());
    const twice = async () => {
      while (times('conversations') < 2 || times('counts') < 2) {
        end();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    refresher.add(of('c1'));
    refresher.add(kept('c2'));
    await twice();
    end();
    await new Promise((resolve) => setTimeout(resolve, 20));
    refresher.add(kept('c2'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(times('conversations'), 'what was read after it is trusted').to.equal(2);
    refresher.stop();
    end();
  });

  it('knows which lists a line can change', () => {
    const rows = (ids: string[]) => ({ rows: ids.map((id) => ({ id })) });
    expect(mayChange(LISTS.mine, rows(['a']), 'b', false)).to.equal(false);
    expect(mayChange(LISTS.mine, rows(['a']), 'b', true)).to.equal(true);
    expect(mayChange(`${LISTS.queue}&type=other`, rows(['a']), 'a', false)).to.equal(true);
    expect(mayChange(LISTS.queue, rows(['a']), 'b', false)).to.equal(false);
    expect(mayChange(LISTS.queue, undefined, 'b', false)).to.equal(true);
    expect(mayChange(LISTS.all, rows(['a']), 'b', false), 'comes to the top').to.equal(true);
    expect(mayChange('q=somchai', rows([]), 'b', false), 'may be found now').to.equal(true);
  });
});
