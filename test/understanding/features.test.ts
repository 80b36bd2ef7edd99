import { expect } from 'chai';
import { readLexicon } from '../../src/understanding/content.ts';
import { buildVocabulary, featuresOf, toRow } from '../../src/understanding/features.ts';
import { EMPTY_LEXICON } from '../../src/understanding/normalise.ts';

const { lexicon } = readLexicon({
  path: 'knowledge/lexicon.yml',
  text: 'concepts:\n  buy: [ซื้อ, สั่ง, order]\n  how: [อย่างไร]\n',
});
const conceptsOf = (text: string) => [...(featuresOf(text, lexicon)[2]?.keys() ?? [])];

describe('what a text is known by', () => {
  it('holds its concepts, whichever word names them', () => {
    expect(conceptsOf('สั่งรองเท้าไป')).to.deep.equal(['#buy']);
    expect(conceptsOf('my ordered shoes')).to.deep.equal(['#buy']);
    expect(conceptsOf('ซื้ออย่างไร')).to.deep.equal(['#buy', '#how']);
  });

  it('finds a Latin word at the beginning of words only', () => {
    expect(conceptsOf('the border')).to.deep.equal([]);
  });

  it('does not mind tone marks', () => {
    expect(conceptsOf('สังรองเท้า')).to.deep.equal(['#buy']);
  });

  it('keeps one word apart from the same letters inside another', () => {
    const [, words] = featuresOf('ของ แท้', EMPTY_LEXICON);
    expect([...(words?.keys() ?? [])]).to.deep.equal(['=ของ', '=แท']);
  });

  it('weighs each kind by itself, however many there are of it', () => {
    const features = featuresOf('ซื้อของมาแล้ว', lexicon);
    const { value } = toRow(features, buildVocabulary([features]));
    const squares = value.reduce((sum, v) => sum + v * v, 0);
    expect(squares).to.be.closeTo(1 + 0.5 ** 2 + 0.2 ** 2, 1e-5);
  });
});
