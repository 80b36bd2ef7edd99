import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describeProblem } from '../../src/domain/content-problem.ts';
import { isComplaintType } from '../../src/domain/problem-types.ts';
import { isPrompt, slotOf } from '../../src/dialog/flow.ts';
import { readFlows } from '../../src/dialog/read-flows.ts';

const shipped = readdirSync('dialogs')
  .filter((name) => name.endsWith('.yml'))
  .map((name) => ({ path: `dialogs/${name}`, text: readFileSync(`dialogs/${name}`, 'utf8') }));

const problemsIn = (files: typeof shipped) => {
  const read = readFlows(files);
  return read.status === 'ok' ? [] : read.problems.map(describeProblem);
};

/** Six lines stand above the first step. */
const HEAD = 'id: trial\nversion: 1\ndescription: A flow for this test.\nintents: []\n\nsteps:\n';
const TEXTS = '  hi: { th: สวัสดีค่ะ, en: Hello }\n';
const MANY = Array.from({ length: 12 }, (_, i) => `{ value: v${i}, title: hi }`).join(', ');

/** The shipped files with a trial flow beside them. */
const withTrial = (steps: string, texts = TEXTS, head = HEAD) =>
  problemsIn([
    ...shipped,
    { path: 'dialogs/trial.yml', text: `${head}${steps}${texts === '' ? '' : `texts:\n${texts}`}` },
  ]);

const withShipped = (name: string, edit: (text: string) => string) =>
  problemsIn(
    shipped.map((file) =>
      file.path === `dialogs/${name}` ? { ...file, text: edit(file.text) } : file,
    ),
  );

/** The shipped files with another shared part and a trial flow. */
const withShared = (part: string, steps: string, texts = '') =>
  problemsIn([
    ...shipped.map((file) =>
      file.path === 'dialogs/shared.yml'
        ? { ...file, text: file.text.replace('\nparts:\n', `\nparts:\n${part}`) }
        : file,
    ),
    {
      path: 'dialogs/trial.yml',
      text: `${HEAD}${steps}${texts === '' ? '' : `texts:\n${texts}`}`,
    },
  ]);

interface Fault {
  readonly what: string;
  readonly found: () => string[];
  /** The one problem: line, message and fix. */
  readonly problem: RegExp;
}

const faults: readonly Fault[] = [
  {
    what: 'a text that is not written',
    found: () => withTrial('  - say: hi\n  - say: bye\n  - end: true\n'),
    problem: /^dialogs\/trial\.yml:8 text bye is missing — write it under texts/,
  },
  {
    what: 'a text without English',
    found: () => withTrial('  - say: hi\n  - end: true\n', '  hi:\n    th: สวัสดีค่ะ\n'),
    problem: /^dialogs\/trial\.yml:11 the English text is missing or empty — /,
  },
  {
    what: 'an empty Thai text',
    found: () => withTrial('  - say: hi\n  - end: true\n', '  hi:\n    th: ""\n    en: Hello\n'),
    problem: /^dialogs\/trial\.yml:11 the Thai text is missing or empty — /,
  },
  {
    what: 'a text that nothing says',
    found: () => withTrial('  - say: hi\n  - end: true\n', `${TEXTS}  bye: { th: ลา, en: Bye }\n`),
    problem: /^dialogs\/trial\.yml:11 text bye is used by no step — delete it or use it$/,
  },
  {
    what: 'a jump to a step that is not there',
    found: () =>
      withTrial(
        '  - set: { a: 1 }\n  - branch: [{ slot: a, is: 1, goto: nowhere }]\n  - say: hi\n',
      ),
    problem: /^dialogs\/trial\.yml:8 no step has the id nowhere — correct the name/,
  },
  {
    what: 'a goto to a step that is not there',
    found: () => withTrial('  - say: hi\n  - goto: nowhere\n'),
    problem: /^dialogs\/trial\.yml:8 no step has the id nowhere — correct the name/,
  },
  {
    what: 'a case that is opened without consent',
    found: () => withTrial('  - open_case: gambling\n', ''),
    problem:
      /^dialogs\/trial\.yml:7 a case is opened without the consent of the person — write use: open/,
  },
  {
    what: 'a step that nothing leads to',
    found: () => withTrial('  - end: true\n  - say: hi\n'),
    problem: /^dialogs\/trial\.yml:8 no step leads here — delete it or jump to it with goto$/,
  },
  {
    what: 'two steps with one id',
    found: () => withTrial('  - id: one\n    say: hi\n  - id: one\n    say: hi\n'),
    problem: /^dialogs\/trial\.yml:9 two steps have the id one — /,
  },
  {
    what: 'a flow that is not there',
    found: () => withTrial('  - say: hi\n  - start: holiday\n'),
    problem: /^dialogs\/trial\.yml:8 there is no flow holiday — name a file of dialogs/,
  },
  {
    what: 'an option that leads to no flow',
    found: () =>
      withTrial(
        '  - choose: a\n    text: hi\n    options:\n      - { value: x, title: hi, flow: gone }\n',
      ),
    problem: /^dialogs\/trial\.yml:10 there is no flow gone — name a file of dialogs/,
  },
  {
    what: 'a slot that nothing fills, in a branch',
    found: () =>
      withTrial('  - id: one\n    say: hi\n  - branch: [{ slot: mood, is: 1, goto: one }]\n'),
    problem: /^dialogs\/trial\.yml:9 no step fills the slot mood — use one of ahead, amount, /,
  },
  {
    what: 'a slot that nothing fills, in a text',
    found: () => withTrial('  - say: hi\n', '  hi: { th: "{{mood}}", en: Hello }\n'),
    problem: /^dialogs\/trial\.yml:9 no step fills the slot mood — use one of ahead, amount, /,
  },
  {
    what: 'a button longer than Messenger allows',
    found: () =>
      withTrial(
        '  - choose: a\n    text: hi\n    options: [{ value: x, title: long }]\n',
        `${TEXTS}  long: { th: คำตอบที่ยาวเกินไปมาก ๆ, en: short }\n`,
      ),
    problem:
      /^dialogs\/trial\.yml:12 the button long has 22 characters — shorten it to 20; Thai vowels/,
  },
  {
    what: 'a small button that is too long',
    found: () =>
      withShipped('repairs.yml', (text) => text.replace('th: ส่งทีหลัง', 'th: ส่งทีหลังก็ได้ไม่รีบค่ะ')),
    problem: /^dialogs\/repairs\.yml:\d+ the button button_later has 2\d characters — /,
  },
  {
    what: 'more buttons than Messenger allows',
    found: () => withTrial(`  - choose: a\n    text: hi\n    options: [${MANY}]\n`),
    problem:
      /^dialogs\/trial\.yml:7 the question shows 14 buttons, small ones included — leave at most 13/,
  },
  {
    what: 'a bubble over the limit',
    found: () => withTrial('  - say: hi\n', `  hi: { th: ${'ก'.repeat(1901)}, en: Hello }\n`),
    problem:
      /^dialogs\/trial\.yml:9 a bubble has 1901 characters — shorten it to 1900, or make two$/,
  },
  {
    what: 'a step of no kind',
    found: () => withTrial('  - shout: hi\n'),
    problem: /^dialogs\/trial\.yml:7 names no kind of step — use one of say, ask, choose/,
  },
  {
    what: 'a misspelt key',
    found: () => withTrial('  - ask: a\n    txt: hi\n    text: hi\n'),
    problem: /^dialogs\/trial\.yml:8 txt is not known here — check the spelling/,
  },
  {
    what: 'an answer type that is not known',
    found: () => withTrial('  - ask: a\n    type: colour\n    text: hi\n'),
    problem: /^dialogs\/trial\.yml:8 type: .*amount_thb/,
  },
  {
    what: 'an intent that is not known',
    found: () => withTrial('  - say: hi\n', TEXTS, HEAD.replace('[]', '[weather]')),
    problem: /^dialogs\/trial\.yml:4 there is no intent weather — /,
  },
  {
    what: 'two flows that begin on one intent',
    found: () => withTrial('  - say: hi\n', TEXTS, HEAD.replace('[]', '[not_received]')),
    problem: /^dialogs\/trial\.yml:4 not_received begins on not_received too — /,
  },
  {
    what: 'an id that is not the file’s name',
    found: () => withTrial('  - say: hi\n', TEXTS, HEAD.replace('id: trial', 'id: trail')),
    problem:
      /^dialogs\/trial\.yml:1 id trail differs from the file's name — give both the same name$/,
  },
  {
    what: 'a YAML slip',
    found: () => withTrial('  - say: "hi\n'),
    problem: /^dialogs\/trial\.yml:\d+ is not valid YAML: .* — check the indentation/,
  },
  {
    what: 'a shared text that the program needs',
    found: () => withShipped('repairs.yml', (text) => text.replace('  need_file:', '  need_film:')),
    problem: /^dialogs\/repairs\.yml:\d+ text need_file is missing — write it with th: and en:$/,
  },
  {
    what: 'a file that the program needs',
    found: () => problemsIn(shipped.filter(({ path }) => path !== 'dialogs/human.yml')),
    problem: /there is no flow human|dialogs\/human\.yml:1 the file is missing — put it back/,
  },
];

const sharedFaults: readonly Fault[] = [
  {
    what: 'a part that is not there',
    found: () => withTrial('  - use: weather\n', ''),
    problem: /^dialogs\/trial\.yml:7 there is no part weather — name one of parts:/,
  },
  {
    what: 'a part that has an id already',
    found: () =>
      withShared(
        '  trial_part:\n    - id: one\n      say: receipt\n',
        '  - id: two\n    use: trial_part\n',
      ),
    problem:
      /^dialogs\/trial\.yml:8 part trial_part begins with an id of its own — jump to that id/,
  },
  {
    what: 'a fault in a part, told where the part stands',
    found: () =>
      withShared('  trial_part:\n    - say: nothing_of_the_kind\n', '  - use: trial_part\n'),
    problem: /^dialogs\/shared\.yml:\d+ text nothing_of_the_kind is missing — /,
  },
  {
    what: 'a misspelt key in a part',
    found: () =>
      withShared('  trial_part:\n    - say: receipt\n      wen: {}\n', '  - use: trial_part\n'),
    problem: /^dialogs\/shared\.yml:\d+ wen is not known here — /,
  },
  {
    what: 'a part that nobody uses',
    found: () => withShared('  trial_part:\n    - say: receipt\n', '  - say: hi\n', TEXTS),
    problem: /^dialogs\/shared\.yml:\d+ part trial_part is used by no flow — delete it or use it$/,
  },
  {
    what: 'a shared text that nobody says',
    found: () => withShipped('shared.yml', (text) => `${text}  idle: { th: ว่าง, en: Idle }\n`),
    problem: /^dialogs\/shared\.yml:\d+ text idle is used by no flow — delete it or use it$/,
  },
  {
    what: 'a condition on a slot that nothing fills',
    found: () => withTrial('  - say: hi\n    when: { mood: bad }\n'),
    problem: /^dialogs\/trial\.yml:8 no step fills the slot mood — use one of /,
  },
  {
    what: 'a complaint type without a form',
    found: () => problemsIn(shipped.filter(({ path }) => path !== 'dialogs/gambling.yml')),
    problem: /^dialogs\/complaint\.yml:\d+ there is no flow gambling — name a file of dialogs/,
  },
];

describe('dialog files', () => {
  it('are shipped without a fault', () => expect(problemsIn(shipped)).to.deep.equal([]));

  it('speak both languages in every text', () => {
    const read = readFlows(shipped);
    const texts =
      read.status === 'ok' ? read.flows.flatMap((flow) => Object.values(flow.texts)) : [];
    expect(texts).to.have.length.greaterThan(100);
    for (const { th, en } of texts) {
      expect(en.length, th[0]).to.equal(th.length);
      expect(en.join(' '), th[0]).to.not.match(/[\u0e01-\u0e4e]{3}.* /);
    }
  });

  it('say a shared text in their own words when they write it themselves', () => {
    const read = readFlows(shipped);
    const flows = read.status === 'ok' ? read.flows : [];
    const sorry = (id: string) => flows.find((flow) => flow.id === id)?.texts['sorry']?.th[0];
    expect(sorry('not_received')).to.include('ยังไม่ได้ของ');
    expect(sorry('defective')).to.include('เสียใจด้วย').and.to.equal(sorry('counterfeit'));
  });

  it('let every question of a complaint be skipped or answered by a button, and say why it is asked', () => {
    const read = readFlows(shipped);
    for (const flow of read.status === 'ok' ? read.flows : []) {
      if (!isComplaintType(flow.id)) continue;
      for (const step of flow.steps.filter(isPrompt)) {
        const at = `${flow.id}: ${slotOf(step)}`;
        if (!('choose' in step)) expect(step.optional, at).to.equal(true);
        if (!['wants_case', 'relation'].includes(slotOf(step))) {
          expect(step.why, at).to.be.a('string');
        }
      }
    }
  });

  it('give an example of a good picture wherever one is wanted', () => {
    const read = readFlows(shipped);
    for (const flow of read.status === 'ok' ? read.flows : []) {
      if (!isComplaintType(flow.id)) continue;
      for (const step of flow.steps) {
        if (!('collect' in step)) continue;
        expect(flow.texts[step.text]?.th.join(), `${flow.id}: ${step.collect}`).to.include('รูปที่ดี');
        expect(flow.texts[step.text]?.en.join()).to.include('A good one');
      }
    }
  });

  it('keep to one set of particles', () => {
    const read = readFlows(shipped);
    const thai =
      read.status === 'ok' ? read.flows.flatMap((flow) => Object.values(flow.texts)) : [];
    for (const { th } of thai) expect(th.join('\n')).to.not.match(/ครับ|(?<!เ)จ้า|ผม|ดิฉัน|ลูกค้า/);
  });

  for (const { what, found, problem } of [...faults, ...sharedFaults]) {
    it(`are refused for ${what}`, () => {
      const problems = found();
      expect(
        problems.filter((line) => problem.test(line)),
        problems.join('\n'),
      ).to.have.length.at.least(1);
      // One slip is told once a place: nobody should mend what is right. Two doors lead to each form.
      expect(problems.length, problems.join('\n')).to.be.at.most(3);
    });
  }
});
