import { expect } from 'chai';
import { shippedContent } from '../../fakes/shipped.ts';
import { engineFor, Talk, type Reply } from '../../fakes/talk.ts';

const content = shippedContent();
const ID = '1101700230708';

describe('secrets in the chat', () => {
  let talk: Talk;
  beforeEach(async () => {
    talk = new Talk(Date.UTC(2026, 10, 24, 5));
    await talk.open(content, engineFor(content));
  });
  afterEach(() => talk.close());

  const text = (replies: readonly Reply[]) => replies.map((reply) => reply.text).join('\n');
  /** Everything that the store holds of this talk, as the desk and the search see it. */
  const stored = async () => {
    const { items } = await talk.store.unanswered({ limit: 100 });
    const conversation = await talk.conversation();
    const cases = await Promise.all(
      conversation.caseReferences.map((code) => talk.store.caseByReference(code)),
    );
    return JSON.stringify([conversation, await talk.lines(), items, cases]);
  };

  it('keeps no code that was sent, not even as an unanswered question, and says so kindly', async () => {
    const said = text(await talk.says('zzz รหัส OTP คือ 482913 qqq'));
    expect(said).to.include('ไม่เก็บไว้').and.to.include('1441');
    expect(await stored())
      .to.include('OTP คือ ••••••')
      .and.not.include('482913');
    const { items } = await talk.store.conversations({ q: '482913', limit: 5 });
    expect(items).to.deep.equal([]);
  });

  it('knows a code whose name stands in the message before', async () => {
    const said = text(await talk.says('รหัส OTP ที่ได้', '482913', 'ทำไงดี'));
    expect(said).to.include('ไม่เก็บไว้');
    expect(await stored()).to.not.include('482913');
    const lines = await talk.lines();
    expect(lines.filter(({ direction }) => direction === 'in')).to.have.length(3);
  });

  it('masks what an edit brings in', async () => {
    await talk.says('สวัสดีค่ะ');
    const edit = { mid: 'm_1', text: `บัตรประชาชน ${ID}`, num_edit: 1 };
    await talk.gets({ messaging: [talk.item({ message_edit: edit })] });
    expect(await stored())
      .to.include('•••••••••••••')
      .and.not.include(ID);
  });

  it('says it while the person waits for an agent too', async () => {
    await talk.says('ขอคุยกับเจ้าหน้าที่');
    expect(text(await talk.says(`บัตรประชาชน ${ID}`))).to.include('ปิดเลขบัตร');
  });

  it('gives the case the account that the form asked for, though it could be a citizen number', async () => {
    await talk.says('เพิ่งโอนเงินให้มิจฉาชีพไปสองพันห้า ทำไงดี');
    const asked = text(await talk.presses('โทรแล้ว'));
    expect(asked).to.include('บัญชีผู้รับเงินเลขอะไร');
    const said = text(await talk.says(`${ID} กสิกร`));
    expect(said).to.not.include('ปิดเลขบัตร');
    expect(await stored()).to.include(ID);
  });
});
