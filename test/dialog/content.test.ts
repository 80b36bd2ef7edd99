import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describeProblem } from '../../src/domain/content-problem.ts';
import { readFlows } from '../../src/dialog/read-flows.ts';

const shipped = readdirSync('dialogs').map((name) => ({
  path: `dialogs/${name}`,
  text: readFileSync(`dialogs/${name}`, 'utf8'),
}));

const flow = (steps: string, texts: string) => ({
  path: 'dialogs/trial.yml',
  text: `id: trial\nversion: 1\ndescription: A flow for this test.\nsteps:\n${steps}texts:\n${texts}`,
});

function problemsOf(steps: string, texts: string): string[] {
  const read = readFlows([flow(steps, texts)]);
  return read.status === 'ok' ? [] : read.problems.map(describeProblem);
}

describe('dialog files', () => {
  it('are shipped without a fault', () => {
    const read = readFlows(shipped);
    expect(read.status === 'ok' ? [] : read.problems.map(describeProblem)).to.deep.equal([]);
  });

  it('are refused with file and line when a text is missing', () => {
    const [problem = ''] = problemsOf('  - say: hi\n  - end: true\n', '  bye: { th: ก, en: a }\n');
    expect(problem).to.match(/^dialogs\/trial\.yml:5 text hi is missing/);
  });

  it('are refused when a step leads nowhere or is never reached', () => {
    const problems = problemsOf(
      '  - branch: [{ slot: a, is: 1, goto: nowhere }]\n  - end: true\n  - say: hi\n',
      '  hi: { th: ก, en: a }\n',
    ).join('\n');
    expect(problems).to.include(':5 no step has the id nowhere');
    expect(problems).to.include(':7 no step leads here');
  });

  it('are refused when a button is longer than Messenger allows', () => {
    const problems = problemsOf(
      '  - choose: a\n    text: q\n    options: [{ value: x, title: long }]\n  - end: true\n',
      '  q: { th: ถาม, en: ask }\n  long: { th: คำตอบที่ยาวเกินไปมาก ๆ, en: short }\n',
    );
    expect(problems.join('\n')).to.match(/the button has 2\d characters/);
  });

  it('are refused with the line of a YAML slip', () => {
    const read = readFlows([
      { path: 'dialogs/bad.yml', text: 'id: bad\nsteps:\n  - say: "open\n' },
    ]);
    expect(read.status === 'invalid' && read.problems[0]?.line).to.be.greaterThan(1);
  });
});
