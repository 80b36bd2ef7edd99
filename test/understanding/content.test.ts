import { expect } from 'chai';
import { describeProblem } from '../../src/domain/content-problem.ts';
import { readIntents, readLexicon } from '../../src/understanding/content.ts';

const phrasings = (word: string, count = 20) =>
  Array.from({ length: count }, (_, index) => `  - ${word} ${index}ก\n`).join('');
const file = (label: string, body: string) => ({
  path: `knowledge/intents/${label}.yml`,
  text: `label: ${label}\nphrasings:\n${body}`,
});
const problemsOf = (...files: Parameters<typeof readIntents>[0]) =>
  readIntents(files).problems.map(describeProblem);

describe('training phrasings', () => {
  it('are read label by label', () => {
    const { examples } = readIntents([file('thanks', phrasings('ขอบคุณ'))]);
    expect(examples).to.have.length(20);
    expect(examples[0]).to.deep.equal({ label: 'thanks', text: 'ขอบคุณ 0ก' });
  });

  it('are refused for a label that is not known', () => {
    const [problem] = problemsOf(file('thx', phrasings('ขอบคุณ')));
    expect(problem).to.match(/^knowledge\/intents\/thx\.yml:1 label is no known label — compare/);
  });

  it('are refused when they are too few', () => {
    const [problem] = problemsOf(file('thanks', phrasings('ขอบคุณ', 5)));
    expect(problem).to.match(/thanks\.yml:3 phrasings must have at least 20 phrasings — /);
  });

  it('are refused when one stands under two labels, and the line is named', () => {
    const problems = problemsOf(
      file('thanks', phrasings('ขอบคุณ')),
      file('greeting', `${phrasings('สวัสดี')}  - ขอบคุณ 3ก\n`),
    );
    expect(problems).to.have.length(1);
    expect(problems[0]).to.match(/greeting\.yml:23 the phrasing stands under thanks too — keep it/);
  });

  it('are refused with the line of a YAML slip', () => {
    const [problem] = problemsOf(file('thanks', '  - "ขอบคุณ\n'));
    expect(problem).to.match(/thanks\.yml:\d+ is not valid YAML: /);
  });
});

describe('the list of spellings', () => {
  it('is refused with the line of what is no pair of words', () => {
    const { problems } = readLexicon({
      path: 'knowledge/lexicon.yml',
      text: 'latin:\n  krub: ครับ\nnames:\n  - shopee\n',
    });
    expect(problems.map(describeProblem)[0]).to.match(
      /^knowledge\/lexicon\.yml:4 .* — write lines/,
    );
  });
});
