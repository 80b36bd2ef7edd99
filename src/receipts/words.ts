import type { Language } from '../domain/conversation.ts';

interface PaperWords {
  readonly title: (reference: string) => string;
  readonly reference: string;
  readonly centre: string;
  readonly filed: string;
  readonly type: string;
  readonly status: string;
  readonly issued: string;
  readonly key: string;
  readonly evidence: (count: number) => string;
  readonly noEvidence: string;
  readonly file: (number: number) => string;
  readonly size: (bytes: number) => string;
  readonly meaning: string;
  readonly proves: string;
  readonly print: string;
  readonly provesNot: string;
  readonly checking: string;
  readonly howTo: (page: string | null) => string;
  readonly scan: string;
}

/** What stands on a receipt. It promises no check that the program does not make. */
export const PAPER_WORDS: Readonly<Record<Language, PaperWords>> = {
  th: {
    title: (reference) => `ใบรับเรื่องร้องเรียน ${reference}`,
    reference: 'รหัสอ้างอิง',
    centre: 'ผู้รับเรื่อง',
    filed: 'รับเรื่องเมื่อ',
    type: 'ประเภทเรื่อง',
    status: 'สถานะเมื่อออกใบนี้',
    issued: 'ออกใบนี้เมื่อ',
    key: 'รหัสกุญแจที่ลงนาม',
    evidence: (count) => `หลักฐานที่ศูนย์ได้รับ ${count} ไฟล์`,
    noEvidence: 'ยังไม่มีไฟล์หลักฐานเมื่อออกใบนี้',
    file: (number) => `ไฟล์ที่ ${number}`,
    size: (bytes) => `${bytes.toLocaleString('en')} ไบต์`,
    meaning: 'ใบนี้ยืนยันอะไร',
    proves: 'ศูนย์ลงนามทางอิเล็กทรอนิกส์ว่าได้รับเรื่องนี้ตามเวลาข้างต้น และเมื่อออกใบนี้มีไฟล์ตามรายการข้างต้น',
    print: 'SHA-256 คือลายนิ้วมือของไฟล์ ถ้าไฟล์ถูกแก้ ค่านี้จะไม่ตรง',
    provesNot: 'ใบนี้ไม่ได้ยืนยันว่าสิ่งที่แจ้งเป็นความจริง และไม่ใช่ใบแจ้งความของตำรวจ',
    checking: 'ตรวจใบนี้อย่างไร',
    howTo: (page) =>
      `${page === null ? 'เปิดหน้าติดตามเรื่องของศูนย์' : `เปิด ${page}`} แล้วเลือกไฟล์ PDF นี้ที่หัวข้อ "ตรวจใบรับเรื่อง" ไม่ต้องเข้าสู่ระบบ ต้องใช้ไฟล์ต้นฉบับ ไฟล์ที่บันทึกใหม่ ภาพถ่าย หรือกระดาษ ตรวจไม่ได้`,
    scan: 'สแกนเพื่อดูว่าเรื่องอยู่ที่ไหน ต้องใช้รหัสลับที่ได้รับพร้อมรหัสอ้างอิง',
  },
  en: {
    title: (reference) => `Receipt of complaint ${reference}`,
    reference: 'Reference code',
    centre: 'Received by',
    filed: 'Received on',
    type: 'Kind of problem',
    status: 'Status when this was made',
    issued: 'Receipt made on',
    key: 'Id of the signing key',
    evidence: (count) => `Evidence that the centre has: ${count} ${count === 1 ? 'file' : 'files'}`,
    noEvidence: 'No files had been sent when this was made.',
    file: (number) => `File ${number}`,
    size: (bytes) => `${bytes.toLocaleString('en')} bytes`,
    meaning: 'What this proves',
    proves:
      'The centre has signed electronically that it received this complaint at the time above and that, when this was made, it had the files above.',
    print: 'SHA-256 is the fingerprint of a file: if the file is changed, it does not match.',
    provesNot: 'It does not prove that what was told is true, and it is no police report.',
    checking: 'How to check it',
    howTo: (page) =>
      `Open ${page ?? 'the tracking page of the centre'} and choose this PDF file under "Check a receipt". No sign-in is needed. Use the original file: one that was saved anew, a photo or paper cannot be checked.`,
    scan: 'Scan to see where the case is. You need the secret that came with the reference code.',
  },
};
