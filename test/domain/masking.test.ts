import { expect } from 'chai';
import { conversationId, handoffId, messageId, staffId } from '../../src/domain/ids.ts';
import { maskedCase, maskNumbers, seesInFull } from '../../src/domain/masking.ts';
import { newConversation } from '../../src/domain/conversation.ts';
import { aCase, aPerson, NOW } from '../contracts/samples.ts';

describe('masking for others', () => {
  const MASKED: Readonly<Record<string, string>> = {
    '0812345678': '••••••5678',
    '081-234-5678 ค่ะ': '•••-•••-5678 ค่ะ',
    'บัญชี 123-4-56789-0 กสิกร': 'บัญชี •••-•-••789-0 กสิกร',
    '+66 81 234 5678': '+•• •• ••• 5678',
    'โทร.081-234-5678': 'โทร.•••-•••-5678',
    'โทร 0812345678/0898887777': 'โทร ••••••5678/••••••7777',
    'บช.SCB1234567890': 'บช.SCB••••••7890',
    '๐๘๑๒๓๔๕๖๗๘': '••••••๕๖๗๘',
    '081.234.5678': '•••.•••.5678',
    'เบอร์-0812345678': 'เบอร์-••••••5678',
    '4111 1111 1111 1111': '•••• •••• •••• 1111',
    'โอนไป https://a.example/1 แล้วโทร 0812345678': 'โอนไป https://a.example/1 แล้วโทร ••••••5678',
    'ออมสิน 020123456789': 'ออมสิน ••••••••6789',
  };
  for (const [text, masked] of Object.entries(MASKED)) {
    it(`leaves the last four digits of ${text}`, () => expect(maskNumbers(text)).to.equal(masked));
  }
  for (const text of [
    'โอน 1,500 บาท',
    '2026-11-24',
    'OCC-6911-7K3FQ-M',
    'https://shop.example.org/p/1234567890',
    'TH0123456789',
    'facebook.com/1234567890',
    'โอนตอน 10.30 กับ 11.45',
    'โทร 1441',
  ]) {
    it(`leaves alone: ${text}`, () => expect(maskNumbers(text)).to.equal(text));
  }

  it('hides who complains, in every version, and leaves the number’s end', () => {
    const source = { by: 'consumer', messageId: null, at: NOW } as const;
    const record = aCase(aPerson(), {
      facts: {
        own_name: { value: 'สมหญิง ใจดี', source, earlier: [{ value: 'มะลิ', source }] },
        own_phone: { value: '0812345678', source },
      },
    });
    const { own_name: name, own_phone: phone } = maskedCase(record).facts;
    expect([name?.value, name?.earlier?.[0]?.value]).to.deep.equal(['ส•••', 'ม•••']);
    expect(phone?.value).to.equal('••••••5678');
  });

  it('shows everything to who leads and to who has the person, and to nobody else', () => {
    const id = staffId('s-1');
    const talk = newConversation(conversationId('c-1'), '1212', '7001', NOW);
    const held = (by: string) =>
      ({
        holder: 'agent',
        staffId: staffId(by),
        name: 'มาลี',
        handoffId: handoffId('h'),
        since: NOW,
      }) as const;
    expect(seesInFull({ id, role: 'supervisor' }, [])).to.equal(true);
    expect(seesInFull({ id, role: 'admin' }, [talk])).to.equal(true);
    expect(seesInFull({ id, role: 'agent' }, [])).to.equal(false);
    expect(seesInFull({ id, role: 'agent' }, [talk])).to.equal(false);
    expect(seesInFull({ id, role: 'agent' }, [{ control: held('s-2') }])).to.equal(false);
    expect(seesInFull({ id, role: 'agent' }, [talk, { control: held('s-1') }])).to.equal(true);
  });

  it('masks facts, what stood there before, parties and notes of a case, and no amounts', () => {
    const source = { by: 'consumer', messageId: messageId('m'), at: NOW } as const;
    const account = '9998887776';
    const record = aCase(aPerson(), {
      facts: {
        seller_account: { value: account, source, earlier: [{ value: account, source }] },
        amount: { value: 12_345_678, source },
      },
      parties: [{ role: 'seller', kind: 'bank_account', value: account }],
      notes: [{ at: NOW, by: { staffId: staffId('s'), name: 'มาลี' }, text: `โทร ${account}` }],
    });
    const masked = maskedCase(record);
    expect(JSON.stringify(masked)).to.include('7776');
    expect(JSON.stringify(masked)).to.not.include(account);
    expect(masked.facts['amount']?.value).to.equal(12_345_678);
  });
});
