import { expect } from 'chai';
import { CASE_STATUSES } from '../../src/domain/case.ts';
import { NEXT_STEP, NEXT_STEPS, RECEIPT_PROBLEMS } from '../../src/tracking/shapes.ts';
import { words } from '../../src/tracking/web/words/words.ts';
import { flatten, inWrongScript, keysAskedFor, pageSource, placeholders } from '../fakes/words.ts';

const flat = { th: flatten(words.th), en: flatten(words.en) };

describe('the words of the tracking page', () => {
  it('are the same keys in Thai and English, each in its language', () => {
    expect([...flat.th.keys()].sort()).to.deep.equal([...flat.en.keys()].sort());
    for (const language of ['th', 'en'] as const) {
      for (const [key, text] of flat[language]) {
        expect(inWrongScript(language, text), `${language} ${key}`).to.equal(false);
        expect(placeholders(text), key).to.deep.equal([]);
      }
    }
  });

  it('name every status and next step, and every key that the page asks for', () => {
    const keys = [
      ...CASE_STATUSES.map((status) => `status.${status}`),
      ...RECEIPT_PROBLEMS.map((problem) => `verify.problem.${problem}`),
      ...NEXT_STEPS.map((step) => `next_step.${step}`),
      ...keysAskedFor(pageSource('src/tracking/web') + pageSource('src/http/web')),
    ];
    expect(keys.filter((key) => !flat.th.has(key) || !flat.en.has(key))).to.deep.equal([]);
  });

  it('have a next step for every status', () => {
    expect(Object.keys(NEXT_STEP).sort()).to.deep.equal([...CASE_STATUSES].sort());
  });
});
