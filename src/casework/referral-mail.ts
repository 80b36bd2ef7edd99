import type { Referral } from '../domain/referral.ts';

/** The letter to the agency, formal and short. People's names and numbers are in the bundle only. */
export function referralMail(of: {
  readonly referral: Referral;
  /** The agency's Thai name. */
  readonly agency: string;
  readonly urgent: boolean;
  readonly link: string;
  /** Whether the bundle is attached; else the link leads to it. */
  readonly attached: boolean;
}): { readonly subject: string; readonly text: string } {
  const { referral, agency, urgent, link, attached } = of;
  const { reference, note } = referral;
  const lines = [
    `เรียน ${agency}`,
    '',
    `ศูนย์ช่วยเหลือและจัดการปัญหาออนไลน์ 1212 OCC ขอส่งเรื่องร้องเรียน รหัส ${reference}${urgent ? ' (เรื่องด่วน)' : ''} มาเพื่อพิจารณาดำเนินการตามอำนาจหน้าที่`,
    '',
    attached
      ? 'เอกสารแนบ: ไฟล์ ZIP มีสรุปเรื่อง (PDF) หลักฐาน และ manifest.json สำหรับตรวจสอบความถูกต้อง'
      : 'สรุปเรื่องและหลักฐานมีขนาดใหญ่เกินกว่าจะแนบทางอีเมล ดาวน์โหลดได้จากลิงก์ด้านล่าง',
    ...(note === null ? [] : ['', `หมายเหตุจากเจ้าหน้าที่: ${note}`]),
    '',
    'แจ้งผลการรับเรื่องหรือความคืบหน้าได้ที่ลิงก์นี้ โดยไม่ต้องมีบัญชีผู้ใช้:',
    link,
    '',
    'ลิงก์นี้ใช้ได้ 90 วัน และเป็นของหน่วยงานท่านเท่านั้น โปรดอย่าส่งต่อให้ผู้อื่น',
    '',
    'This is a complaint referred by the 1212 Online Complaint Center. Please answer by the link above; it needs no account.',
  ];
  const subject = `${urgent ? '[ด่วน] ' : ''}ส่งเรื่องร้องเรียน ${reference} จาก 1212 OCC`;
  return { subject, text: lines.join('\n') };
}
