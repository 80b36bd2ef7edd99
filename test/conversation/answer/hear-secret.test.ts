import { expect } from 'chai';
import { hashSecret } from '../../../src/casework/new-case.ts';
import { hearSecret } from '../../../src/conversation/answer/hear-secret.ts';
import { parseReferenceCode } from '../../../src/domain/reference-code.ts';
import { aCase, aConversation, aPerson } from '../../contracts/samples.ts';
import { shippedContent } from '../../fakes/shipped.ts';
import { engineFor, Talk } from '../../fakes/talk.ts';

const CODE = 'OCC-6911-7K3FQ-M';

const heard = (text: string, options: { asked?: boolean; own?: boolean } = {}) => {
  const parsed = parseReferenceCode(CODE);
  const conversation = aConversation(aPerson(), {
    dialog: { asking: options.asked === false ? 'product' : 'secret' },
    caseReferences: options.own === true && parsed.status === 'ok' ? [parsed.reference] : [],
  });
  const isCommand = (said: string) => said === 'cancel' || said === 'thanks';
  const { actions, secret } = hearSecret(conversation, [{ text, payload: null }], isCommand);
  return { text: actions[0]?.text, secret };
};

describe('the secret of a case, told in chat', () => {
  for (const [typed, shown] of [
    ['K7Q2MX', '••••••'],
    ['k7q2mx', '••••••'],
    ['k7q 2mx', '••••••'],
    ['KQRTMX', '••••••'],
    ['รหัสลับ kqrtmx ค่ะ', 'รหัสลับ •••••• ค่ะ'],
    ['the secret is K7Q2MX', 'the secret is ••••••'],
    [`${CODE} K7Q2MX`, `${CODE} ••••••`],
  ] as const) {
    it(`is heard in “${typed}” and taken out of it`, () => {
      const { text, secret } = heard(typed);
      expect(text).to.equal(shown);
      expect(hashSecret(secret ?? '')).to.match(/^[0-9a-f]{64}$/);
      expect(secret?.replace(/\s/g, '')).to.have.length(6);
    });
  }

  it('is covered also with a slip in it', () => {
    expect(heard('K7Q2MXX').text).to.equal('••••••');
    expect(heard('K7Q2M').text).to.equal('••••••');
    expect(heard('K7Q2M0').text).to.equal('••••••');
  });

  it('is not taken for one where nobody asked, in a command, in plain words or in the code', () => {
    for (const text of ['cancel', 'thanks', 'ไม่มีรหัสลับค่ะ', 'I do not have a secret', CODE]) {
      expect(heard(text)).to.deep.equal({ text, secret: null });
    }
    for (const text of ['พัสดุ K7Q2MX', 'K7Q2MX']) {
      expect(heard(text, { asked: false })).to.deep.equal({ text, secret: null });
    }
    const text = `${CODE} K7Q2MX`;
    expect(heard(text, { own: true })).to.deep.equal({ text, secret: null });
    expect(heard(text, { asked: false }).secret).to.equal('K7Q2MX');
  });

  it('is kept nowhere: not in the thread, not in the dialog, not in the store', async () => {
    const content = shippedContent();
    const talk = new Talk(Date.UTC(2026, 10, 24, 5));
    try {
      await talk.open(content, engineFor(content));
      const parsed = parseReferenceCode(CODE);
      if (parsed.status !== 'ok') throw new Error('The sample is no code.');
      const secretHash = hashSecret('K7Q2MX');
      const next = aCase(aPerson(), { reference: parsed.reference, secretHash });
      await talk.store.commit({ cases: [{ expectedVersion: null, next }] });
      await talk.says(`ติดตาม ${CODE}`);
      const told = await talk.says('K7Q2MX ค่ะ');
      expect(told.map(({ text }) => text).join()).to.include('สถานะ: รับเรื่องแล้ว');
      await talk.says(`${CODE} K7Q2MX`);
      await talk.says(CODE);
      await talk.says('A7B2CX');
      expect(talk.everything())
        .to.include('••••••')
        .and.not.match(/K7Q2MX|A7B2CX/i);
      const { items } = await talk.store.cases({ q: CODE, limit: 1 });
      expect(items[0]?.conversations).to.deep.equal(next.conversations);
    } finally {
      await talk.close();
    }
  });

  it('is kept nowhere either when it comes in the edit of a message', async () => {
    const content = shippedContent();
    const talk = new Talk(Date.UTC(2026, 10, 24, 5));
    const edit = (mid: string, text: string, num_edit: number) =>
      talk.gets({ messaging: [talk.item({ message_edit: { mid, text, num_edit } })] });
    try {
      await talk.open(content, engineFor(content));
      const parsed = parseReferenceCode(CODE);
      if (parsed.status !== 'ok') throw new Error('The sample is no code.');
      const next = aCase(aPerson(), {
        reference: parsed.reference,
        secretHash: hashSecret('K7Q2MX'),
      });
      await talk.store.commit({ cases: [{ expectedVersion: null, next }] });
      await talk.says(`ติดตาม ${CODE}`);
      await talk.gets({ messaging: [talk.message({ mid: 'm_secret', text: 'A7B2CX' })] });
      await edit('m_secret', 'K7Q2MX', 1);
      await edit('m_secret', 'k7q2mx ค่ะ', 2);
      await talk.gets({ messaging: [talk.message({ mid: 'm_plain', text: 'ขอบคุณค่ะ' })] });
      await edit('m_plain', `${CODE} K7Q2MX`, 1);
      await edit('m_plain', 'ขอบคุณมากค่ะ', 2);
      expect(talk.everything())
        .to.include('ขอบคุณมากค่ะ')
        .and.not.match(/K7Q2MX|A7B2CX/i);
    } finally {
      await talk.close();
    }
  });
});
