import { expect } from 'chai';
import { conversationId } from '../../src/domain/ids.ts';
import { groupQuestions } from '../../src/knowledge/question-groups.ts';
import { EMPTY_LEXICON } from '../../src/understanding/normalise.ts';

const asked = (texts: readonly string[]) =>
  texts.map((text, n) => ({
    id: `q${n}`,
    conversationId: conversationId('page:1'),
    text,
    at: 1_000 - n,
  }));
const group = (texts: readonly string[]) => groupQuestions(asked(texts), EMPTY_LEXICON);

describe('questions that nothing answers', () => {
  it('stand together where they read alike, the most asked first', () => {
    const groups = group([
      'ฝนจะตกไหม',
      'รับซื้อทองเก่าไหมคะ',
      'รับซื้อทองเก่าไหม',
      'รับซื้อทองเก่าไม๊ค่ะ',
    ]);
    expect(groups.map(({ count, question }) => [count, question.text])).to.deep.equal([
      [3, 'รับซื้อทองเก่าไหมคะ'],
      [1, 'ฝนจะตกไหม'],
    ]);
    expect(groups[0]?.wordings).to.deep.equal(['รับซื้อทองเก่าไหม', 'รับซื้อทองเก่าไม๊ค่ะ']);
    expect(groups[0]?.ids).to.deep.equal(['q1', 'q2', 'q3']);
  });

  it('lose none of them, whatever they are', () => {
    const texts = ['', '?', '😀', '...', 'a', 'ๆๆๆ', 'x'.repeat(5_000), 'ที่ไหน', 'ที่ไหน'];
    const counts = group(texts).map(({ count }) => count);
    expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(texts.length);
  });

  it('are nothing when there are none', () => expect(group([])).to.deep.equal([]));
});
