import { expect } from 'chai';
import { readReplies } from '../../src/knowledge/replies.ts';

describe('the agents’ canned replies', () => {
  const file = (text: string, path = 'knowledge/replies/greeting.yml') => ({ path, text });
  const good = `id: greeting
title:
  th: ทักทาย
  en: Greeting
text:
  th: สวัสดีค่ะ คุณ{{name}}
  en: Hello {{name}}
`;
  const told = (text: string, path?: string) =>
    readReplies([file(text, path)]).problems.map(({ line, message }) => `${line} ${message}`);

  it('are read with both languages', () => {
    const { replies, problems } = readReplies([file(good)]);
    expect(problems).to.deep.equal([]);
    expect(replies.map(({ id, text }) => [id, text.th])).to.deep.equal([
      ['greeting', 'สวัสดีค่ะ คุณ{{name}}'],
    ]);
  });

  it('name the line of a place that nothing fills', () => {
    const problems = told(good.replace('Hello {{name}}', 'Hello {{psid}}'));
    expect(problems).to.deep.equal(['7 nothing fills {{psid}}']);
  });

  it('need both languages, few enough characters and the file’s name', () => {
    expect(told(good.replace('  en: Hello {{name}}\n', ''))).to.have.length(1);
    expect(told(good.replace('Hello', 'x'.repeat(2000)))[0]).to.include('more than 1900');
    expect(told(good, 'knowledge/replies/other.yml')).to.deep.equal([
      '1 id is not the file’s name',
    ]);
    expect(told('id: [')).to.have.length.greaterThan(0);
  });
});
