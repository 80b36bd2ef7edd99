import { expect } from 'chai';
import { type Content } from '../../src/content/content.ts';
import { Dialogs } from '../../src/dialog/dialogs.ts';
import type { Flow } from '../../src/dialog/flow.ts';
import { shippedContent } from '../fakes/shipped.ts';
import { engineFor, Talk } from '../fakes/talk.ts';

const NOW = Date.parse('2026-11-23T12:00:00+07:00');

describe('a form that is changed while people are in it', () => {
  const content = shippedContent();
  let talk: Talk;
  let dialogs: Dialogs;
  beforeEach(async () => {
    dialogs = new Dialogs(engineFor(content));
    talk = new Talk(NOW);
    await talk.open(content, dialogs);
  });
  afterEach(() => talk.close());

  const textsOf = (replies: readonly { text: string }[]) =>
    replies.map(({ text }) => text).join('\n');

  const changed = (change: (flow: Flow) => Flow): Content => ({
    ...content,
    flows: content.flows.map((flow) => (flow.id === 'not_received' ? change(flow) : flow)),
  });

  const reworded = changed((flow) => ({
    ...flow,
    texts: { ...flow.texts, ask_amount: { th: ['ราคากี่บาทคะ'], en: ['How many baht?'] } },
  }));

  /** Without its second question, the one about the amount. */
  const shortened = changed((flow) => ({
    ...flow,
    version: flow.version + 1,
    steps: flow.steps.filter((step) => !('ask' in step && step.ask === 'amount')),
  }));

  const beginForm = async () => {
    await talk.posts('start:not_received');
    return textsOf(await talk.says('เสื้อยืด'));
  };

  it('goes on at once with a new wording', async () => {
    await talk.posts('start:not_received');
    dialogs.renew(engineFor(reworded));
    expect(textsOf(await talk.says('เสื้อยืด'))).to.equal('ราคากี่บาทคะ');
    expect(textsOf(await talk.says('500'))).to.include('ชื่ออะไร');
  });

  it('lets everybody finish the form that they have begun', async () => {
    expect(await beginForm()).to.include('จ่ายไปเท่าไร');
    dialogs.renew(engineFor(shortened));
    expect(textsOf(await talk.says('500'))).to.include('ชื่ออะไร');
    await talk.says('ยกเลิก');
    await talk.posts('start:not_received');
    expect(textsOf(await talk.says('เสื้อยืด')), 'the next form is the new one').to.include('ชื่ออะไร');
  });

  it('says so and asks again when the version begun is gone, with the answers kept', async () => {
    await beginForm();
    talk.use(new Dialogs(engineFor(shortened)));
    const answer = textsOf(await talk.says('500'));
    expect(answer).to.include('ศูนย์เพิ่งปรับแบบถาม').and.to.include('ชื่ออะไร');
    expect(answer, 'what was told').to.not.include('สั่งซื้ออะไร');
  });

  it('keeps the versions of the last three changes', async () => {
    await beginForm();
    for (let change = 0; change < 4; change += 1) dialogs.renew(engineFor(shortened));
    expect(textsOf(await talk.says('500'))).to.include('ศูนย์เพิ่งปรับแบบถาม');
  });

  it('goes on after a restart when nothing was changed', async () => {
    await beginForm();
    talk.use(new Dialogs(engineFor(content)));
    expect(textsOf(await talk.says('500'))).to.include('ชื่ออะไร');
  });

  it('shows the menu when the flow is gone altogether', async () => {
    await beginForm();
    const without = { ...content, flows: content.flows.filter(({ id }) => id !== 'not_received') };
    talk.use(new Dialogs(engineFor(without)));
    expect(textsOf(await talk.says('500'))).to.include('เลือกด้านล่าง');
  });
});
