import { expect } from 'chai';
import { pauseAfter, Refresher } from '../../src/desk/web/refresher.ts';

describe('reading again what changed', () => {
  it('rests longer the longer a list took, and a thread hardly at all', () => {
    expect(pauseAfter(['conversations'], 5)).to.equal(100);
    expect(pauseAfter(['conversations'], 40)).to.equal(400);
    expect(pauseAfter(['counts'], 5_000)).to.equal(2_000);
    expect(pauseAfter(['messages', 'c1'], 40)).to.equal(100);
    expect(pauseAfter(['looking'], 1)).to.equal(2_000);
  });

  it('reads once for many events that come meanwhile, and once more for the last of them', async () => {
    const reads: string[] = [];
    const ended: (() => void)[] = [];
    const refresher = new Refresher({
      isFirstRead: () => false,
      mayShow: () => false,
      read: async (key) => {
        reads.push(key.join(' '));
        await new Promise<void>((resolve) => ended.push(resolve));
      },
    });
    const of = (name: string) => reads.filter((read) => read === name).length;
    for (let event = 0; event < 20; event += 1) refresher.add('conversation c1');
    expect(of('messages c1')).to.equal(1);
    for (const end of ended.splice(0)) end();
    while (of('messages c1') < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    refresher.stop();
    for (const end of ended.splice(0)) end();
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(of('messages c1')).to.equal(2);
  });

  it('leaves the case and the files alone when another conversation changed', () => {
    const reads: string[] = [];
    const refresher = new Refresher({
      isFirstRead: () => false,
      mayShow: (id) => id === 'open',
      read: (key) => Promise.resolve(void reads.push(key.join(' '))),
    });
    refresher.add('conversation other');
    expect(reads).to.not.include('evidence');
    refresher.add('conversation open');
    expect(reads).to.include.members(['case', 'evidence', 'messages open']);
    refresher.stop();
  });
});
