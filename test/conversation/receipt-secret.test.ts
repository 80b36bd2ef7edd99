import { expect } from 'chai';
import { hashSecret } from '../../src/casework/new-case.ts';
import type { OutboxMessage } from '../../src/domain/outbox.ts';
import { WITHHELD } from '../../src/domain/withhold.ts';
import { shippedContent } from '../fakes/shipped.ts';
import { engineFor, Talk } from '../fakes/talk.ts';

const content = shippedContent();

describe('the secret of a receipt', () => {
  let talk: Talk;
  let sent: OutboxMessage[];
  before(async () => {
    talk = new Talk(Date.UTC(2026, 10, 24, 5));
    await talk.open(content, engineFor(content));
    await talk.posts('start:not_received');
    await talk.says('เสื้อ 300 บาท');
    for (let asked = 0; (await talk.conversation()).caseReferences.length === 0; asked += 1) {
      if (asked > 12) throw new Error('No case was opened.');
      const shown = talk.shown.map(({ title }) => title);
      const title = ['ร้านปฏิเสธ', 'ยินยอม ส่งเรื่อง'].find((one) => shown.includes(one)) ?? 'ข้าม';
      await talk.presses(title);
    }
    sent = await deliverAll();
  });
  after(() => talk.close());

  const deliverAll = async () => {
    const messages: OutboxMessage[] = [];
    const late = { now: Date.UTC(2030, 1), leaseMs: 60_000 };
    for (;;) {
      const claim = await talk.store.claimDelivery(late);
      if (claim === null) return messages;
      for (const message of claim.messages) {
        messages.push(message);
        const outcome = { status: 'sent' as const, at: late.now, mid: `m-${message.id}` };
        const live = { id: `live-${message.id}`, at: late.now, topic: 'conversation' } as const;
        await talk.store.recordDelivery(claim, message.id, outcome, { ...live, subject: 'x' });
      }
    }
  };
  const secret = () => {
    const words = sent.map((message) => JSON.stringify(message.content)).join();
    return /รหัสลับสำหรับดูสถานะ: (\w{6})/.exec(words)?.[1] ?? '';
  };

  it('reaches the person, alone and behind the # of the link', async () => {
    const [reference] = (await talk.conversation()).caseReferences;
    expect(reference).to.match(/^OCC-/);
    if (reference === undefined) return;
    const record = await talk.store.caseByReference(reference);
    expect(hashSecret(secret())).to.equal(record?.secretHash);
    const words = sent.map((message) => JSON.stringify(message.content)).join();
    expect(words).to.include(`/track?ref=${reference}#secret=${secret()}`);
  });

  it('is not in the lines that staff see, which tell that it was there', async () => {
    const lines = JSON.stringify(await talk.lines());
    expect(secret()).to.have.length(6);
    expect(lines).to.not.include(secret());
    expect(lines).to.include(`รหัสลับสำหรับดูสถานะ: ${WITHHELD}`);
  });

  it('is nowhere in the store once it was sent, save as its hash', () => {
    expect(talk.everything()).to.include('OCC-').and.to.not.include(secret());
  });
});
