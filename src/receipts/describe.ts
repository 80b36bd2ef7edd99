import type { ReceiptCheck } from '../domain/receipt.ts';
import type { FileComparison } from './compare-files.ts';

type Problem = Extract<ReceiptCheck, { status: 'refused' }>['problem'];

/** What is wrong with a receipt, in Thai and English. */
const PROBLEMS: Readonly<Record<Problem, string>> = {
  no_statement:
    'ไม่พบคำรับรองในไฟล์นี้ อาจไม่ใช่ใบรับเรื่อง หรือถูกบันทึกใหม่ ต้องใช้ไฟล์ต้นฉบับ · There is no signed statement in this file: it is no receipt, or was saved anew. Use the original file.',
  two_statements:
    'ไฟล์นี้มีคำรับรองมากกว่าหนึ่ง จึงเชื่อถือไม่ได้ · The file holds more than one statement and cannot be trusted.',
  damaged: 'คำรับรองในไฟล์เสียหายหรือถูกแก้ · The statement in the file is damaged or was changed.',
  unknown_key:
    'ลงนามด้วยกุญแจที่ไม่ได้อยู่ในกุญแจของศูนย์ที่ให้มา · It names a key that is none of those given as the centre’s.',
  wrong_signature:
    'ลายเซ็นไม่ถูกต้อง ศูนย์ไม่ได้ออกใบนี้ตามที่เห็น · The signature is wrong: the centre did not make this statement.',
  paper_changed:
    'คำรับรองเป็นของศูนย์ แต่หน้ากระดาษถูกแก้ อย่าเชื่อสิ่งที่เห็นในไฟล์ · The statement is the centre’s, but the paper around it was changed. Do not trust what it shows.',
};

/** A line each. */
export function describeCheck(check: ReceiptCheck): readonly string[] {
  if (check.status === 'refused') return [`ไม่ผ่าน · REFUSED`, PROBLEMS[check.problem]];
  const { reference, filedAt, issuedAt, type, status, centre, evidence, keyId } = check.statement;
  return [
    'ใบรับเรื่องแท้ ไม่ถูกแก้ไข · GENUINE: made by the centre and not changed since',
    `  ผู้รับเรื่อง · Centre: ${centre}`,
    `  รหัสอ้างอิง · Reference code: ${reference}`,
    `  รับเรื่องเมื่อ · Filed: ${filedAt}`,
    `  ออกใบรับเมื่อ · Receipt made: ${issuedAt}`,
    `  ประเภท · Type: ${type}`,
    `  สถานะเมื่อออก · Status then: ${status}`,
    `  กุญแจ · Key: ${keyId}`,
    `  หลักฐาน · Evidence: ${evidence.length}`,
    ...evidence.map(({ sha256, bytes }, index) => `    ${index + 1}. ${sha256} (${bytes} bytes)`),
  ];
}

/** A line each. */
export function describeFiles({ present, missing, unknown }: FileComparison): readonly string[] {
  return [
    ...present.map(({ number, name }) => `ตรงกัน · SAME: ${number}. ${name}`),
    ...missing.map((number) => `ไม่พบไฟล์ที่ ${number} · MISSING: file ${number} of the receipt`),
    ...unknown.map((name) => `ไม่อยู่ในใบรับ หรือถูกแก้ · NOT IN THE RECEIPT, or changed: ${name}`),
  ];
}
