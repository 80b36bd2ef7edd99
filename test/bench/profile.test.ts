import { expect } from 'chai';
import { summarise, type Profile } from '../../scripts/bench/profile/summary.mjs';

function frame(functionName: string, url: string) {
  return { functionName, url, lineNumber: 6, columnNumber: 0 };
}

/** A handler of ours calls Node, a package calls Node; 10 ms each, and 70 ms of idling. */
const profile: Profile = {
  nodes: [
    { id: 1, callFrame: frame('(root)', ''), children: [2, 4, 6] },
    { id: 2, callFrame: frame('take', 'file:///src/intake/take.ts'), children: [3] },
    { id: 3, callFrame: frame('write', 'node:net') },
    {
      id: 4,
      callFrame: frame('parse', 'file:///desk/node_modules/zod/v4/parse.js'),
      children: [5],
    },
    { id: 5, callFrame: frame('writev', '') },
    { id: 6, callFrame: frame('(idle)', '') },
  ],
  samples: [2, 3, 4, 5, 6],
  timeDeltas: [10_000, 10_000, 10_000, 10_000, 70_000],
};

describe('the summary of a profile', () => {
  const summary = summarise(profile);
  const [, ours = []] = summary
    .split('\n\n')
    .map((table) => table.split('\n').slice(1))
    .slice(2);

  it('leaves idling out', () => {
    expect(summary).to.contain('0.0 s not idle');
    expect(summary).not.to.contain('(idle)');
  });

  it('gives what Node does to whoever called it, beside what each does itself', () => {
    const lines = summary.split('\n').map((line) => line.trim().replace(/\s+/g, ' '));
    expect(lines).to.include('25.0 % 50.0 % zod');
    expect(lines).to.include('25.0 % 0.0 % node');
    expect(lines).to.include('25.0 % 0.0 % (native)');
    expect(lines).to.include('25.0 % 50.0 % zod/v4/parse.js');
  });

  it('counts all that was called from a function of ours', () => {
    expect(ours.map((line) => line.trim().replace(/\s+/g, ' '))).to.deep.equal([
      '25.0 % 50.0 % take /src/intake/take.ts:7',
    ]);
  });

  it('names the line of a function', () => {
    expect(summary).to.contain('parse  zod/v4/parse.js:7');
  });
});
