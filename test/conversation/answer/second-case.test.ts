import { expect } from 'chai';
import { shippedContent } from '../../fakes/shipped.ts';
import { engineFor, Talk } from '../../fakes/talk.ts';

const NOW = Date.parse('2026-11-23T12:00:00+07:00');
const MINUTE_OF_DAY = 1 / 1_440;

describe('two matters of one message', () => {
  const content = shippedContent();
  const engine = engineFor(content);
  let talk: Talk;

  beforeEach(async () => {
    talk = new Talk(NOW);
    talk.agreesWhenAsked = true;
    await talk.open(content, engine);
    await talk.says('สองเรื่องค่ะ สั่งเสื้อ 300 บาทแล้วไม่ได้ของ กับอีกเรื่องเฟซถูกแฮก');
    await talk.presses('ไม่ได้รับสินค้า');
    await talk.says('เสื้อ');
    await talk.presses('ข้าม');
    await talk.presses('ร้านปฏิเสธ');
    await talk.presses('ข้าม');
  });
  afterEach(() => talk.close());

  const cases = async () => {
    const { caseReferences } = await talk.conversation();
    const found = await Promise.all(caseReferences.map((code) => talk.store.caseByReference(code)));
    return found.flatMap((record) => record ?? []);
  };

  it('become two cases that name each other, each with the facts of its own part', async () => {
    await talk.presses('แจ้งต่อเลย');
    await talk.says('ยังไม่มี');
    await talk.says('รับเรื่อง');
    await talk.presses('ข้าม');
    const [first, second] = await cases();
    expect([first?.type, second?.type]).to.deep.equal(['not_received', 'phishing_hacked']);
    expect(first?.facts['other_case']?.value).to.equal(second?.reference);
    expect(second?.facts['other_case']?.value).to.equal(first?.reference);
    expect(first?.facts['amount']?.value).to.equal(300);
    expect(second?.facts).to.not.have.any.keys('amount', 'product', 'begin_second');
    expect(second?.typeSource).to.include({ by: 'bot' });
    expect((await talk.conversation()).control.holder).to.equal('queue');
  });

  it('leave the first with officers ten minutes after the person’s last word, and not before', async () => {
    talk.waits(9 * MINUTE_OF_DAY);
    await talk.timersFire();
    expect((await talk.conversation()).control.holder).to.equal('bot');
    await talk.presses('แจ้งต่อเลย');
    talk.waits(9 * MINUTE_OF_DAY);
    await talk.timersFire();
    expect((await talk.conversation()).control.holder, 'while they write').to.equal('bot');
    talk.waits(2 * MINUTE_OF_DAY);
    await talk.timersFire();
    expect((await talk.conversation()).control.holder).to.equal('queue');
    expect((await cases()).map(({ type }) => type)).to.deep.equal(['not_received']);
  });
});

describe('two matters of which the first is urgent', () => {
  const content = shippedContent();
  const engine = engineFor(content);
  let talk: Talk;

  beforeEach(async () => {
    talk = new Talk(NOW);
    await talk.open(content, engine);
  });
  afterEach(() => talk.close());

  it('become two cases at once, tied to each other, and an officer gets both without delay', async () => {
    await talk.says('สองเรื่องค่ะ โดนมิจฉาชีพหลอกโอนเงิน 5000 บาท กับอีกเรื่องสั่งเสื้อแล้วไม่ได้ของ');
    await talk.presses('โอนให้มิจฉาชีพ');
    await talk.presses('โทรแล้ว');
    for (let asked = 0; asked < 2; asked += 1) await talk.presses('ข้าม');
    await talk.sendsPicture();
    const receipt = (await talk.presses('พอแล้ว')).map(({ text }) => text).join('\n');
    const { caseReferences, control, urgent, problemType } = await talk.conversation();
    expect([control.holder, urgent, problemType]).to.deep.equal(['queue', true, 'scam_transfer']);
    const [other, first] = await Promise.all(
      caseReferences.map((code) => talk.store.caseByReference(code)),
    );
    expect([first?.type, other?.type]).to.deep.equal(['scam_transfer', 'not_received']);
    expect([first?.urgent, other?.urgent]).to.deep.equal([true, false]);
    expect(first?.facts['other_case']?.value).to.equal(other?.reference);
    expect(other?.facts['other_case']?.value).to.equal(first?.reference);
    expect(other?.facts['story']?.value).to.include('สั่งเสื้อแล้วไม่ได้ของ');
    expect(other?.facts).to.not.have.any.keys('amount', 'second_secret');
    expect(first?.facts).to.not.have.any.keys('second_secret', 'second_story');
    expect(receipt)
      .to.include(first?.reference ?? '-')
      .and.to.include(other?.reference ?? '-');
    const secrets = [...receipt.matchAll(/รหัสลับ[^:]*: (\S+)/g)].map((match) => match[1]);
    expect(secrets).to.deep.equal(['••••••', '••••••']);
    if (!first) throw new Error('The urgent matter has no case.');
    const files = await talk.store.evidenceOfCase(first.reference);
    expect(files).to.have.length(1);
  });
});
