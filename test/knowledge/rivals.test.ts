import { expect } from 'chai';
import type { FaqEntry } from '../../src/knowledge/faq-entry.ts';
import { findOverdue, findRivals } from '../../src/knowledge/rivals.ts';

const entry: FaqEntry = {
  id: 'f02-contact',
  title: { th: 'ติดต่อ', en: 'Contact' },
  questions: ['ติดต่อทางไหน', 'โทรเบอร์อะไร'],
  about: [],
  answer: { th: ['โทร 1212 ค่ะ'], en: ['Call 1212.'] },
  served: true,
  reviewBy: '2027-05-31',
};
const files = [
  {
    path: 'knowledge/faq/f02-contact.md',
    text: '---\nquestions:\n  - ติดต่อทางไหน\n  - โทรเบอร์อะไร\nreview_by: 2027-05-31\n---\n',
  },
];
const winning = (id: string) => ({
  rank: (text: string) => ({
    answer: text === 'โทรเบอร์อะไร' ? { id, score: 0.9 } : null,
    alternatives: [],
    sureness: 0.9,
  }),
});

describe('the review of the knowledge store', () => {
  it('names file, line and rival of a phrasing that another entry would win', () => {
    expect(findRivals([entry], winning('f59-human'), files)).to.deep.equal([
      {
        file: 'knowledge/faq/f02-contact.md',
        line: 4,
        message: 'the phrasing would be answered by f59-human',
        fix: 'word it so that it says what only this entry is about, or move it there',
      },
    ]);
    expect(findRivals([entry], winning('f02-contact'), files)).to.deep.equal([]);
    expect(findRivals([{ ...entry, served: false }], winning('f59-human'), files)).to.have.length(0);
  });

  it('names the answers whose day of review has passed', () => {
    expect(findOverdue([entry], '2027-05-31', files)).to.have.length(0);
    const [overdue] = findOverdue([entry], '2027-06-01', files);
    expect(overdue).to.include({ line: 5, file: 'knowledge/faq/f02-contact.md' });
    expect(overdue?.message).to.include('2027-05-31');
  });
});
