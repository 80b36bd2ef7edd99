import { expect } from 'chai';
import type { FaqEntry } from '../../src/knowledge/faq-entry.ts';
import { faqExamples, FaqIndex } from '../../src/knowledge/faq-index.ts';
import { NEAR, SURE, sureness } from '../../src/knowledge/gates.ts';
import { readUncovered } from '../../src/knowledge/uncovered.ts';
import { describeProblem } from '../../src/domain/content-problem.ts';
import { Classifier } from '../../src/understanding/classifier.ts';
import { EMPTY_LEXICON } from '../../src/understanding/normalise.ts';

const entry = (id: string, answer: string, ...questions: string[]): FaqEntry => ({
  id,
  title: { th: '', en: '' },
  questions,
  about: [],
  answer: { th: [answer], en: ['-'] },
  reviewBy: null,
  served: true,
});
const indexOf = (entries: readonly FaqEntry[], strangers: readonly string[] = []) =>
  new FaqIndex(
    entries,
    Classifier.trainedOn(faqExamples(entries, strangers), EMPTY_LEXICON),
    EMPTY_LEXICON,
  );

const passages = [
  entry('f01-river', 'แม่น้ำโขงไหลผ่านหกประเทศ มีปลาบึกซึ่งเป็นปลาน้ำจืดขนาดใหญ่', 'แม่น้ำโขง'),
  entry('f02-temple', 'วัดพระแก้วตั้งอยู่ในพระบรมมหาราชวัง สร้างในรัชกาลที่หนึ่ง', 'วัดพระแก้ว'),
  entry('f03-train', 'รถไฟสายใต้ออกจากกรุงเทพไปถึงปาดังเบซาร์ ใช้เวลาราวสิบแปดชั่วโมง', 'รถไฟสายใต้'),
];

describe('entries with hardly a phrasing', () => {
  const index = indexOf(passages);

  it('are found by their answers', () => {
    expect(index.rank('ปลาบึกอยู่ที่ไหน').alternatives[0]?.id ?? '').to.equal('f01-river');
    const { answer, alternatives } = index.rank('ไปปาดังเบซาร์ใช้เวลากี่ชั่วโมง');
    expect((answer ?? alternatives[0])?.id).to.equal('f03-train');
  });

  it('are found through slips of the finger', () => {
    const { answer, alternatives } = index.rank('พระบรมหมาราชวงั สร้งในรัชกลที่เท่าไร');
    expect((answer ?? alternatives[0])?.id).to.equal('f02-temple');
  });

  it('do not answer what is about something else', () => {
    expect(index.rank('xyz qrst').answer).to.equal(null);
    expect(index.rank('')).to.deep.equal({ answer: null, alternatives: [], sureness: 0 });
  });
});

describe('an index that knows strangers', () => {
  const phrasings = (word: string) =>
    ['ทำยังไง', 'ที่ไหน', 'กี่วัน', 'ได้ไหม', 'ต้องใช้อะไร', 'ขอถามเรื่อง'].map((ask) => word + ask);
  const index = indexOf(
    [
      entry('f01-refund', 'ร้านต้องคืนเงิน', ...phrasings('ขอคืนเงิน')),
      entry('f02-police', 'แจ้งความที่เว็บ', ...phrasings('แจ้งความ')),
    ],
    phrasings('ต่อใบขับขี่'),
  );

  it('answers its own questions', () => {
    expect(index.rank('จะขอคืนเงินทำยังไง').answer?.id).to.equal('f01-refund');
  });

  it('leaves a stranger’s question alone, and never offers the stranger as an entry', () => {
    const { answer, alternatives } = index.rank('ต่อใบขับขี่ที่ไหนได้บ้าง');
    expect(answer).to.equal(null);
    expect(alternatives.map(({ id }) => id)).to.have.members(['f01-refund', 'f02-police']);
  });
});

describe('sureness', () => {
  const clear = { best: 0.8, second: 0.02, stranger: 0.001, familiarity: 1 };

  it('is high for an entry that stands out', () => {
    expect(sureness(clear)).to.be.above(SURE);
  });

  it('falls with a second entry beside it, and with a stranger', () => {
    expect(sureness({ ...clear, best: 0.3, second: 0.3 })).to.be.below(SURE);
    expect(sureness({ ...clear, best: 0.05, stranger: 0.9 })).to.be.below(NEAR);
  });
});

describe('questions that no entry answers', () => {
  const read = (text: string) =>
    readUncovered({ path: 'knowledge/uncovered.yml', text }, [entry('f01-a', 'ตอบ', 'ถาม หนึ่ง')]);

  it('are read', () => {
    expect(read('questions:\n  - ขอวีซ่า\n')).to.deep.equal({ questions: ['ขอวีซ่า'], problems: [] });
  });

  it('are refused when an entry answers them after all', () => {
    const [problem] = read('questions:\n  - ขอวีซ่า\n  - ถามหนึ่ง?\n').problems;
    expect(problem && describeProblem(problem)).to.match(
      /^knowledge\/uncovered\.yml:3 the question is answered by f01-a — delete it here/,
    );
  });

  it('are refused when they are no list', () => {
    expect(read('questions: none\n').problems).to.have.length(1);
  });
});
