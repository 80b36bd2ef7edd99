import { expect } from 'chai';
import { Classifier } from '../../src/understanding/classifier.ts';
import { asMeant, thaiOfKeys } from '../../src/understanding/keyboard.ts';
import { EMPTY_LEXICON } from '../../src/understanding/normalise.ts';
import { understand } from '../../src/understanding/understand.ts';

describe('Thai typed on English keys', () => {
  it('is read by the Thai keys in the same places', () => {
    expect(thaiOfKeys('l;ylfu')).to.equal('สวัสดี');
    expect(thaiOfKeys('pdg]bd')).to.equal('ยกเลิก');
  });

  for (const text of ['สวัสดี', 'ab', '1234567890', 'see https://x.example', 'a@b.co', 'naïve one']) {
    it(`leaves alone what can be nothing of the kind: ${text}`, () =>
      expect(thaiOfKeys(text)).to.equal(null));
  }

  it('is taken for Thai only where the Thai makes sense and the typed text does not', () => {
    const knows = (known: string) => (text: string) => (text === known ? 1 : 0);
    expect(asMeant('l;ylfu', knows('สวัสดี'))).to.equal('สวัสดี');
    expect(asMeant('l;ylfu', knows('nothing'))).to.equal('l;ylfu');
    expect(asMeant('hello', () => 1)).to.equal('hello');
  });

  it('may hold figures and signs, which look familiar as they were typed', () => {
    const knows = (typed: number, thai: number) => (text: string) =>
      text === '-v[86I8jt' ? typed : text === 'ขอบคุณค่ะ' ? thai : 0;
    expect(asMeant('-v[86I8jt', knows(0.7, 1))).to.equal('ขอบคุณค่ะ');
    expect(asMeant('-v[86I8jt', knows(0.7, 0.7))).to.equal('-v[86I8jt');
    expect(asMeant('-v[86I8jt', knows(0.9, 1))).to.equal('-v[86I8jt');
  });

  it('is understood, with the words kept as they were typed', () => {
    const classifier = Classifier.trainedOn(
      [
        { label: 'greeting', text: 'สวัสดีค่ะ' },
        { label: 'greeting', text: 'สวัสดีครับ' },
        { label: 'not_received', text: 'สั่งของแล้วไม่ได้ของ' },
        { label: 'not_received', text: 'I paid and got nothing' },
      ],
      EMPTY_LEXICON,
    );
    const read = (text: string) => understand(text, classifier, Date.now());
    expect(read('l;ylfu')).to.include({ intent: 'greeting', language: 'th', text: 'l;ylfu' });
    expect(read("lyj'-v'c]h;w,jwfh-v'")).to.include({ intent: 'not_received', language: 'th' });
    expect(read('I paid, got nothing')).to.include({ intent: 'not_received', language: 'en' });
    expect(read('pdg]bd').act, 'an act that no phrasing knows').to.equal(null);
  });
});
