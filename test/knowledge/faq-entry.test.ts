import { expect } from 'chai';
import { describeProblem } from '../../src/domain/content-problem.ts';
import { readFaqEntries } from '../../src/knowledge/faq-entry.ts';

const ENTRY = `---
id: f01-trial
title: ทดลอง
title_en: Trial
short_title: ทดลอง
short_title_en: Trial
questions:
  - ถามหนึ่ง
  - ถามสอง
  - ถามสาม
problem_types: [not_received]
sources:
  - a source
review_by: 2027-05-31
needs_review: false
---
ตอบค่ะ

## English

An answer.
`;

const read = (...texts: string[]) =>
  readFaqEntries(
    texts.map((text, index) => ({ path: `knowledge/faq/f0${index + 1}-trial.md`, text })),
  );
const problemsOf = (...texts: string[]) => read(...texts).problems.map(describeProblem);

const faults: readonly (readonly [what: string, from: string, to: string, problem: RegExp])[] = [
  ['front matter that is not there', '---\nid', 'id', /:1 has no front matter — begin the file/],
  ['a YAML slip', 'title: ทดลอง', 'title: "ทดลอง', /:\d+ is not valid YAML: .* — check the indent/],
  ['an id that is not the file’s name', 'f01-trial', 'f07-trial', /:2 id f07-trial differs from/],
  ['an id of another form', 'f01-trial', 'trial', /:2 id must look like f18-not-received — /],
  ['too few phrasings', '  - ถามสาม\n', '', /:8 questions must have at least 3 phrasings — /],
  [
    'a button title that is too long',
    'short_title: ทดลอง',
    'short_title: ทดลองชื่อที่ยาวเกินไปมาก',
    /:5 short_title has more than 20 characters; Thai vowels and tone marks count — /,
  ],
  ['a problem type that is not known', '[not_received]', '[lost]', /:11 problem_types 0 is no known/],
  ['no source', 'sources:\n  - a source', 'sources: []', /:12 sources must name where the answer/],
  ['a review day that is none', '2027-05-31', 'soon', /:14 review_by must be a day such as 2027/],
  ['a missing English answer', '## English', '## Engels', /:22 the English answer is missing — /],
  ['a missing Thai answer', 'ตอบค่ะ\n', '', /:17 the Thai answer is missing — write it below ---/],
  [
    'too many bubbles',
    'An answer.',
    'One.\n\nTwo.\n\nThree.\n\nFour.',
    /:19 the English answer has 4 bubbles — write at most 3; a blank line begins a new one/,
  ],
  ['a bubble over the limit', 'An answer.', 'a'.repeat(1901), /:19 a bubble of the English answer has 1901/],
];

describe('knowledge entries', () => {
  it('are read with both languages', () => {
    const { entries, problems } = read(ENTRY);
    expect(problems).to.deep.equal([]);
    expect(entries[0]?.answer).to.deep.equal({ th: ['ตอบค่ะ'], en: ['An answer.'] });
    expect(entries[0]?.served).to.equal(true);
  });

  for (const [what, from, to, problem] of faults) {
    it(`are refused for ${what}, with file, line and fix`, () => {
      expect(ENTRY).to.include(from);
      const problems = problemsOf(ENTRY.replace(from, to));
      expect(problems).to.have.length(1);
      expect(problems[0]).to.match(/^knowledge\/faq\/f01-trial\.md:/).and.to.match(problem);
    });
  }

  it('are refused when two answer one phrasing, and the second one is named', () => {
    const problems = problemsOf(ENTRY, ENTRY.replace('f01-trial', 'f02-trial'));
    expect(problems).to.have.length(3);
    expect(problems[0]).to.match(/f02-trial\.md:8 the phrasing stands under f01-trial too — keep it/);
  });
});
