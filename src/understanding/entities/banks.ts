import type { Finder } from './finder.ts';

/** A Latin short name stands alone; Thai has no spaces to stand between. */
const latin = (names: string) => String.raw`(?<![a-z0-9])(?:${names})(?![a-z0-9])`;

/** Full names, and what people call them. Bangkok alone is a city, so that bank needs a word beside it. */
const BANKS: readonly (readonly [string, string])[] = [
  ['KBANK', `กสิกร(?:ไทย)?|เค ?แบง[คก]์?|เค ?พลัส|${latin('kbank|k-bank|k ?plus|kasikorn(?:bank)?')}`],
  ['SCB', `ไทยพา?ณ?ิ?ณ?ชย์|ไทยพานิช(?:ย์)?|เอสซีบี|${latin('scb(?: easy)?')}`],
  [
    'BBL',
    `(?:ธนาคาร|ธ\\.|แบง[คก]์?|บัญชี|บช\\.?) ?กรุงเทพ|บัวหลวง|${latin('bbl|bangkok bank|bualuang')}`,
  ],
  ['KTB', `กรุงไทย|${latin('ktb|krung ?thai')}`],
  ['BAY', `กรุงศรี(?:อยุธยา(?! ))?|${latin('bay|krungsri')}`],
  ['TTB', `ทีทีบี|ทีเอ็มบี|ทหารไทย(?:ธนชาต)?|ธนชาต|${latin('ttb|tmb')}`],
  ['GSB', `ออมสิน|${latin('gsb|mymo')}`],
  ['BAAC', `ธ\\.? ?ก\\.? ?ส\\.?(?![\\u0e00-\\u0e7f])|ธกส|เพื่อการเกษตร|${latin('baac')}`],
  ['UOB', `ยูโอบี|${latin('uob')}`],
  ['CIMB', `ซีไอเอ็มบี|${latin('cimb')}`],
  ['KKP', `เกียรตินาคิน(?:ภัทร)?|${latin('kkp|dime')}`],
  ['LHB', `แลนด์ ?แอนด์ ?เฮ้าส์|แอล ?เอช ?แบง[คก]์?|${latin('lh ?bank|lhb')}`],
  ['GHB', `ธ\\.? ?อ\\.? ?ส\\.?(?![\\u0e00-\\u0e7f])|ธอส|อาคารสงเคราะห์|${latin('ghb?bank|ghb')}`],
  [
    'TRUEMONEY',
    `ทรู ?มัน(?:นี่|นี|นี้)(?: ?วอ(?:ล|ร์)?เล็?[ตท])?|ทรู ?วอ(?:ล|ร์)?เล็?[ตท]|วอ(?:ล|ร์)?เล็?[ตท]|${latin('true ?money(?: ?wallet)?|true ?wallet|wallet')}`,
  ],
  ['PROMPTPAY', `พร้อม ?เพย์?|${latin('prompt ?pay')}`],
];

const PATTERNS = BANKS.map(([bank, names]) => [bank, new RegExp(names, 'giu')] as const);

/** Banks and wallets, by any of their usual names. */
export function findBanks(finder: Finder): void {
  for (const [bank, pattern] of PATTERNS) finder.addEach('bank', pattern, () => bank);
}
