import { expect } from 'chai';
import type { Case } from '../../src/domain/case.ts';
import { makeReferenceCode, parseReferenceCode } from '../../src/domain/reference-code.ts';
import { shippedContent } from '../fakes/shipped.ts';
import { engineFor, Talk } from '../fakes/talk.ts';

const NOW = Date.UTC(2026, 10, 24, 5);
const MILLION = 1_000_000;

describe('a million reference codes of one month', function () {
  this.timeout(60_000);

  it('collide about as often as chance says, and each collision ends in a fresh code', () => {
    const taken = new Set<string>();
    let collisions = 0;
    let longest = 0;
    for (let index = 0; index < MILLION; index += 1) {
      let tries = 0;
      let code = makeReferenceCode(NOW, Math.random);
      for (; taken.has(code); tries += 1) code = makeReferenceCode(NOW, Math.random);
      taken.add(code);
      collisions += tries;
      longest = Math.max(longest, tries);
    }
    expect(taken.size).to.equal(MILLION);
    // Of 30^5 bodies those with a check character can be given: 30 of 31.
    const space = 30 ** 5 * (30 / 31);
    const expected = space * Math.log(space / (space - MILLION)) - MILLION;
    expect(collisions).to.be.within(expected * 0.9, expected * 1.1);
    expect(longest).to.be.lessThan(10);
    for (const code of [...taken].slice(-1_000))
      expect(parseReferenceCode(code).status).to.equal('ok');
  });
});

describe('a case whose code another one has already', function () {
  this.timeout(60_000);

  it('gets a fresh code from the bot, and the person only that one', async () => {
    const content = shippedContent();
    const file = async (taken: Case | null) => {
      const talk = new Talk(NOW);
      try {
        await talk.open(content, engineFor(content));
        if (taken !== null) {
          await talk.store.commit({ cases: [{ expectedVersion: null, next: taken }] });
        }
        await talk.posts('start:not_received');
        await talk.says('เสื้อ 300 บาท');
        while ((await talk.conversation()).caseReferences.length === 0) {
          const shown = talk.shown.map(({ title }) => title);
          await talk.presses(shown.find((title) => title === 'ร้านปฏิเสธ') ?? 'ข้าม');
        }
        const [reference] = (await talk.conversation()).caseReferences;
        const { items } = await talk.store.cases({ limit: 10 });
        return { reference, items, thread: JSON.stringify(await talk.lines()) };
      } finally {
        await talk.close();
      }
    };
    const first = await file(null);
    const taken = first.items[0];
    if (taken === undefined) throw new Error('No case was opened.');
    const second = await file(taken);
    expect(second.reference)
      .to.match(/^OCC-6911-/)
      .and.not.equal(taken.reference);
    expect(second.items.map(({ reference }) => reference)).to.have.members([
      taken.reference,
      second.reference,
    ]);
    expect(second.thread).to.include(second.reference).and.not.include(taken.reference);
  });
});
