import { expect } from 'chai';
import { modelFromBytes, modelToBytes } from '../../src/understanding/model-bytes.ts';
import { trainModel } from '../../src/understanding/model.ts';
import { EMPTY_LEXICON } from '../../src/understanding/normalise.ts';
import { placeOf, sizeOf, vocabularyOf } from '../../src/understanding/vocabulary.ts';

describe('a vocabulary', () => {
  const names = [...Array(5_000).keys()].map((n) => `${n % 2 ? 'โอน' : '#'}${n.toString(36)}`);
  const vocabulary = vocabularyOf(new Map(names.map((name, at) => [name, at / 2])));

  it('finds each name at its place', () => {
    expect(sizeOf(vocabulary)).to.equal(names.length);
    expect(names.map((name) => placeOf(vocabulary, name))).to.deep.equal([...names.keys()]);
    expect([...vocabulary.idf.subarray(0, 3)]).to.deep.equal([0, 0.5, 1]);
  });

  it('knows no other name, not even a piece of one or two in a row', () => {
    for (const name of ['', 'โ', 'โอน', `${names[0]}${names[1]}`, 'x'.repeat(9_000), '\0']) {
      expect(placeOf(vocabulary, name), name).to.equal(null);
    }
    expect(placeOf(vocabularyOf(new Map()), 'โอน')).to.equal(null);
  });

  it('comes back from bytes with the model that it belongs to', () => {
    const model = trainModel(
      [
        { label: 'ก', text: 'โอนแล้วไม่ได้ของ' },
        { label: 'b', text: 'thank you' },
      ],
      EMPTY_LEXICON,
      () => [{ label: 'before', confidence: 1 }],
    );
    const bytes = modelToBytes(model);
    expect(modelFromBytes(bytes)).to.deep.equal(model);
    expect(() => modelFromBytes(bytes.subarray(0, bytes.length / 2))).to.throw();
  });
});
