import { expect } from 'chai';
import { faqExamples, FaqIndex } from '../../src/knowledge/faq-index.ts';
import { Classifier } from '../../src/understanding/classifier.ts';
import { EMPTY_LEXICON } from '../../src/understanding/normalise.ts';
import { understand } from '../../src/understanding/understand.ts';

const NOW = Date.parse('2026-11-23T12:00:00+07:00');
const LONG = 20_000;
/** Of the processor's time. A reader whose time grows with the square takes longer by far. */
const MOST_MS = 2_000;

/** Each is repeated until the text is long. */
const pieces = [
  ...['1', '1,', '1-', '1 ', '1.', '0', '๑', '+66 ', '5', '-', '.', ' ', '\n', '\0', 'ก', 'a', '่'],
  ...['ี', 'a.', 'a@', '@', 'www.', 'https://a.', 'a.com', 'x-', 'occ 6911 ', 'order #', 'วันที่ '],
  ...['พัน', 'สองพัน', 'ล้านหนึ่ง', 'แสน ', 'ร้อย', 'โอน', 'ค่าก', 'ซื้อก', '3 ม.ค. ', 'ครับ', 'ที'],
  ...['😀', 'שלום', '\u200b', '\u202e', '<script>alert(1)</script>', '\ud800', 'เเ', 'ํา'],
];

describe('whatever is written', function () {
  this.timeout(30_000);
  const classifier = Classifier.trainedOn(
    [
      { label: 'not_received', text: 'สั่งของแล้วไม่ได้ของ' },
      { label: 'other', text: 'วันนี้ฝนตกไหม' },
    ],
    EMPTY_LEXICON,
  );
  const entries = [
    {
      id: 'f18-not-received',
      title: { th: 'ไม่ได้ของ', en: 'Nothing came' },
      questions: ['สั่งของแล้วไม่ได้ของทำยังไง'],
      about: [],
      answer: { th: ['ทวงร้านก่อนค่ะ'], en: ['Ask the shop first.'] },
      reviewBy: null,
      served: true,
    },
  ];
  const index = new FaqIndex(
    entries,
    Classifier.trainedOn(faqExamples(entries), EMPTY_LEXICON),
    EMPTY_LEXICON,
  );

  for (const piece of ['', ...pieces]) {
    it(`is read in bounded time: ${JSON.stringify(piece)} over and over`, () => {
      const text = piece === '' ? '' : piece.repeat(LONG / piece.length).slice(0, LONG);
      const begun = process.cpuUsage();
      const reading = understand(text, classifier, NOW);
      const found = index.rank(text);
      const { user } = process.cpuUsage(begun);
      expect(user / 1_000).to.be.below(MOST_MS);
      expect(reading.confidence).to.be.within(0, 1);
      expect(found.sureness).to.be.within(0, 1);
      for (const { start, end, text: shown } of reading.entities) {
        expect(text.slice(start, end)).to.equal(shown);
      }
    });
  }

  it('is no subject of ours when it has no words', () => {
    for (const text of ['', '   ', '😀😀', '่่่', '\0', '\n'.repeat(10_000)]) {
      expect(understand(text, classifier, NOW).intent).to.equal('other');
      expect(index.rank(text).answer).to.equal(null);
    }
  });
});
