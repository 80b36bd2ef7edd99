const DIGITS = ['หนึ่ง', 'สอง', 'สาม', 'สี่', 'ห้า', 'หก', 'เจ็ด', 'แปด', 'เก้า'];
const SCALES: Readonly<Record<string, number>> = {
  ล้าน: 1_000_000,
  แสน: 100_000,
  หมื่น: 10_000,
  พัน: 1_000,
  ร้อย: 100,
  สิบ: 10,
};
const DIGIT = `${DIGITS.join('|')}|ยี่|เอ็ด`;
const FIGURE = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?`;
// พันธุ์, สิบเอก, สร้อย, พัวพัน and the like hold the letters of scale words.
const SCALE = `ล้าน|แสน|หมื่น|(?<!พัว|ผูก)พัน(?!ธ)|(?<!ส)ร้อย(?!ไหม|ละ|ลูก)|สิบ(?!เอก|ตรี|โท|ล้อ)`;
const GROUP = `(?:(${FIGURE}|${DIGIT})\\s?)?(${SCALE})`;

/** A number with at least one scale word (สองพันห้า, 3 แสน 5 หมื่น, พันครึ่ง), as a regular expression's source. */
export const SCALED_NUMBER = `(?:(?:${FIGURE}|${DIGIT})\\s?)?(?:${SCALE})(?:\\s?(?:${FIGURE}|${DIGIT})\\s?(?:${SCALE})|(?:${SCALE}))*(?:\\s?(?:ครึ่ง|${DIGIT}|\\d(?![\\d.,:/])))?`;

/** Reads what `SCALED_NUMBER` has found. */
export function valueOfScaled(text: string): number {
  let sum = 0;
  let last = 1;
  let end = 0;
  for (const match of text.matchAll(new RegExp(GROUP, 'gu'))) {
    last = SCALES[match[2] ?? ''] ?? 1;
    sum += digitOf(match[1] ?? 'หนึ่ง') * last;
    end = match.index + match[0].length;
  }
  const rest = text.slice(end).trim();
  if (rest === 'ครึ่ง') return sum + last / 2;
  // สองพันห้า is 2,500: from a thousand on, what follows counts a tenth of the scale; สามร้อยห้า is 305.
  if (rest !== '') sum += digitOf(rest) * (last >= 1_000 ? last / 10 : 1);
  return Math.round(sum * 100) / 100;
}

/** A number in figures or one digit in words: what may stand before ครั้งละ, วัน and the like. */
export const SMALL_NUMBER = `\\d{1,3}|${DIGIT}|สิบ`;

export function valueOfSmall(text: string): number {
  return text === 'สิบ' ? 10 : digitOf(text);
}

function digitOf(text: string): number {
  if (text === 'ยี่') return 2;
  if (text === 'เอ็ด') return 1;
  const word = DIGITS.indexOf(text);
  return word >= 0 ? word + 1 : Number(text.replace(/,/g, ''));
}
