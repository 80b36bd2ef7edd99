import { dateIn } from '../../src/documents/dates.ts';
import { PaperDocument } from '../../src/documents/document.ts';

/** A paper with everything that papers have. Show it: `pdftoppm -gray -r 100 -f 1 -l 1 -png`. */
export function samplePaper(): Promise<Buffer> {
  const at = Date.UTC(2026, 10, 23, 5, 4);
  const date = dateIn('th', 'Asia/Bangkok');
  const paper = new PaperDocument({
    language: 'th',
    title: 'สรุปเรื่องร้องเรียน',
    issuer: 'ศูนย์ช่วยเหลือและจัดการปัญหาออนไลน์ 1212 OCC',
    mark: 'OCC-6911-7K3FQ-M',
    createdAt: at,
  });
  paper.paragraph('ปั๊ม น้ำ ที่ ผู้ ญาติ ฐาน ป้า ฟ้า กำลัง เกี๊ยว ปิ่น ฝั่ง ฟื้น ญุ ฐู ฎุ ฏู สิทธิ์ ศักดิ์ พันธุ์ โพธิ์');
  paper.heading('เรื่องที่แจ้ง');
  paper.paragraph(
    'ดิฉันสั่งกระเป๋าจากเพจ "กระเป๋าป้าน้อย" ราคา 1,290 บาท โอนเงินไปแล้วเมื่อวันที่ ๓ พฤศจิกายน แต่ร้านไม่ส่งของ ทักไปทางเฟซบุ๊กก็ไม่ตอบ ๆ ฯลฯ จึงขอให้ช่วยตรวจสอบ (ด่วน) ตามลิงก์ https://shop.example.com/a/very/long/address/that/does/not/end/and/goes/on?with=values&and=more 😀',
  );
  paper.rows([
    { label: 'ชื่อร้านหรือบัญชีผู้ขาย', value: 'กระเป๋าป้าน้อย', note: `ผู้ร้องเรียนแจ้ง ${date(at)}` },
    { label: 'จำนวนเงิน', value: '1,290 บาท', note: `เจ้าหน้าที่บันทึก ${date(at)}` },
    { label: 'SHA-256', value: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
  ]);
  for (let item = 1; item <= 14; item += 1)
    paper.rows([{ label: `หลักฐานที่ ${item}`, value: 'สลิปโอนเงิน ผู้รับชื่อสิทธิ์ ยิ่งใหญ่', note: date(at) }]);
  return paper.finish();
}
