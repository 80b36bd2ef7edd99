import { expect } from 'chai';
import { COMPLAINT_TYPES } from '../../src/domain/problem-types.ts';
import { REFERRAL_STATUSES } from '../../src/domain/referral.ts';
import { words } from '../../src/agency/web/words/words.ts';
import { flatten, inWrongScript, keysAskedFor, pageSource } from '../fakes/words.ts';

const flat = { th: flatten(words.th), en: flatten(words.en) };

describe("the words of the agency's page", () => {
  it('are the same keys in Thai and English, each in its language', () => {
    expect([...flat.th.keys()].sort()).to.deep.equal([...flat.en.keys()].sort());
    for (const language of ['th', 'en'] as const)
      for (const [key, text] of flat[language])
        expect(inWrongScript(language, text), `${language} ${key}`).to.equal(false);
  });

  it('name every state and type, and every key that the page asks for', () => {
    const keys = [
      ...REFERRAL_STATUSES.map((status) => `referral.${status}`),
      ...COMPLAINT_TYPES.map((type) => `type.${type}`),
      ...['no_link', 'slow', 'broken', 'stale'].flatMap((one) => [`${one}.title`, `${one}.text`]),
      ...keysAskedFor(pageSource('src/agency/web') + pageSource('src/http/web')),
    ];
    expect(keys.filter((key) => !flat.th.has(key) || !flat.en.has(key))).to.deep.equal([]);
  });
});
