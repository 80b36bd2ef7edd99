import { expect } from 'chai';
import { scoreCalibration } from '../../../src/understanding/evaluation/calibration.ts';
import { scoreEntities } from '../../../src/understanding/evaluation/entity-scores.ts';
import { dealFolds } from '../../../src/understanding/evaluation/folds.ts';
import { scoreRanking } from '../../../src/understanding/evaluation/ranking.ts';

const judged = (truth: string, ...given: string[]) => ({
  truth,
  ranked: given.map((label, at) => ({ label, confidence: at === 0 ? 0.75 : 0.1 })),
});

describe('folds', () => {
  const labels = [...'aaaaaaaaaabbbbb'];

  it('hold the same share of every label', () => {
    const folds = dealFolds(labels, 5);
    for (const label of ['a', 'b']) {
      const counts = [0, 1, 2, 3, 4].map(
        (fold) => folds.filter((value, at) => value === fold && labels[at] === label).length,
      );
      expect(new Set(counts).size).to.equal(1);
    }
  });

  it('are the same each time', () => {
    expect(dealFolds(labels, 3)).to.deep.equal(dealFolds(labels, 3));
  });
});

describe('a ranking’s score', () => {
  const score = scoreRanking([
    judged('a', 'a', 'b'),
    judged('a', 'b', 'a'),
    judged('b', 'b', 'a'),
    judged('c', 'a', 'b'),
  ]);

  it('counts the first place, the first three, and the place', () => {
    expect(score.first).to.equal(0.5);
    expect(score.firstThree).to.equal(0.75);
    expect(score.reciprocalRank).to.equal((1 + 0.5 + 1 + 0) / 4);
  });

  it('gives each label its precision and recall, and all labels the same weight', () => {
    const [a, b, c] = score.labels;
    expect(a).to.include({ label: 'a', count: 2, precision: 0.5, recall: 0.5, f1: 0.5 });
    expect(b?.f1).to.be.closeTo(2 / 3, 1e-9);
    expect(c).to.include({ precision: 0, recall: 0, f1: 0 });
    expect(score.macroF1).to.be.closeTo((0.5 + 2 / 3) / 3, 1e-9);
  });

  it('names what was mixed up', () => {
    expect(score.confusions).to.deep.equal([
      { truth: 'a', given: 'b', count: 1 },
      { truth: 'c', given: 'a', count: 1 },
    ]);
  });
});

describe('calibration', () => {
  it('is the distance between what was claimed and what came true', () => {
    const { bins, error } = scoreCalibration([judged('a', 'a'), judged('a', 'b')]);
    expect(bins).to.deep.equal([{ count: 2, confidence: 0.75, right: 0.5 }]);
    expect(error).to.equal(0.25);
  });
});

describe('the score of facts', () => {
  it('counts a fact once, and only with its right value', () => {
    const { all, types } = scoreEntities([
      {
        expected: [
          { type: 'bank', value: 'SCB' },
          { type: 'phone', value: '021234567' },
        ],
        read: [
          { type: 'bank', value: 'SCB' },
          { type: 'bank', value: 'SCB' },
        ],
      },
    ]);
    expect(all).to.include({ expected: 2, precision: 0.5, recall: 0.5, f1: 0.5 });
    expect(types.map(({ type, recall }) => [type, recall])).to.deep.equal([
      ['bank', 1],
      ['phone', 0],
    ]);
  });
});
