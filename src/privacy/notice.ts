/**
 * The words of the privacy notice. Whoever changes what it says raises NOTICE_VERSION
 * (domain/consent.ts). Sources: facts S1–S3 (who and to whom), S70 and S72 (rights, elements).
 */
import type { KeepingDays } from '../domain/keeping.ts';

export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

export function thaiNotice(days: KeepingDays): readonly Section[] {
  return [
    {
      title: 'เราคือใคร',
      lines: [
        'ศูนย์ 1212 OCC ของสำนักงานพัฒนาธุรกรรมทางอิเล็กทรอนิกส์ (สพธอ. หรือ ETDA) รับเรื่องปัญหาซื้อขายและภัยออนไลน์',
        'ติดต่อเรื่องข้อมูลส่วนบุคคล โทร 1212 ได้ 24 ชม. หรืออีเมล 1212@mdes.go.th',
      ],
    },
    {
      title: 'เก็บอะไร',
      lines: [
        'ชื่อที่ Facebook แสดง และข้อความในแชตนี้',
        'เรื่องที่คุณเล่า เช่น สินค้า ร้าน จำนวนเงิน บัญชีที่โอนไป',
        'รูปและไฟล์ที่คุณส่ง เช่น สลิป แชต',
        'รหัส OTP, PIN, รหัสผ่าน เลขบัตรประชาชน และเลขบัตรเครดิตที่ส่งมา ระบบจะปิดทันทีและไม่เก็บ',
      ],
    },
    {
      title: 'ใช้ทำอะไร',
      lines: ['รับเรื่อง ตรวจเรื่อง ประสานงาน และตอบคุณเท่านั้น ศูนย์ไม่ขาย และไม่ใช้โฆษณา'],
    },
    {
      title: 'ส่งให้ใคร',
      lines: [
        'เฉพาะหน่วยงานที่เกี่ยวข้องกับเรื่องของคุณ เช่น สคบ. อย. สมอ. ตำรวจ กระทรวงดีอี หรือแอปซื้อขาย',
        'แชตนี้อยู่บน Messenger ของ Meta ซึ่ง Meta เก็บข้อมูลตามนโยบายของตัวเองด้วย',
      ],
    },
    {
      title: 'เก็บนานเท่าไร',
      lines: [
        `แชตที่ไม่ได้เป็นเรื่องร้องเรียน ${days.idle} วันหลังข้อความสุดท้าย`,
        `เรื่องที่เสร็จสิ้นแล้ว ${days.resolved} วันหลังปิดเรื่อง`,
        `เรื่องที่ปิดโดยให้คำแนะนำ หรือติดต่อคุณไม่ได้ ${Math.max(days.closed_advice, days.closed_no_contact)} วัน`,
        `เรื่องที่อยู่นอกหน้าที่ หรือที่คุณถอน ${Math.max(days.out_of_scope, days.withdrawn)} วัน`,
        'จากนั้นลบทิ้ง เหลือแค่รหัสเรื่อง ประเภท สถานะ และวันที่ ซึ่งบอกไม่ได้ว่าเป็นของใคร ถ้าศาลหรือกฎหมายสั่งให้เก็บ จะเก็บนานกว่านี้',
      ],
    },
    {
      title: 'สิทธิของคุณ',
      lines: [
        'พิมพ์ในแชตว่า มีข้อมูลอะไรของฉันบ้าง ขอลบรูปนี้ หรือ ลบข้อมูลของฉัน ได้ทุกเมื่อ',
        'ขอสำเนาหรือขอแก้ข้อมูล พิมพ์ว่า คุยกับเจ้าหน้าที่',
        'ไม่ยินยอมก็ได้ ศูนย์ยังให้คำแนะนำ แต่รับเป็นเรื่องร้องเรียนไม่ได้ ยินยอมแล้วเปลี่ยนใจได้',
        'เรื่องที่ยังเปิดอยู่หรือส่งหน่วยงานแล้ว อาจลบทันทีไม่ได้ ศูนย์จะบอกเหตุผล',
        'ถ้าเห็นว่าศูนย์ทำไม่ถูก ร้องเรียนต่อสำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล (สคส.) ได้',
      ],
    },
  ];
}

export function englishNotice(days: KeepingDays): readonly Section[] {
  return [
    {
      title: 'Who we are',
      lines: [
        'The 1212 Online Complaint Center of the Electronic Transactions Development Agency (ETDA) takes complaints about online trade and online harm.',
        'About your data, call 1212 at any time or write to 1212@mdes.go.th.',
      ],
    },
    {
      title: 'What we keep',
      lines: [
        'Your name as Facebook shows it, and the messages of this chat.',
        'What you tell us, such as goods, shop, amount and the account that you paid to.',
        'Pictures and files that you send, such as slips and chats.',
        'An OTP, PIN, password, ID card number or bank card number is covered at once and not kept.',
      ],
    },
    {
      title: 'What for',
      lines: [
        'To take, check and coordinate your case, and to answer you. We do not sell it or advertise with it.',
      ],
    },
    {
      title: 'Who gets it',
      lines: [
        'Only the body that your case concerns, such as OCPB, FDA, TISI, the police, the Ministry of Digital Economy and Society, or a shopping app.',
        'The chat runs on Meta’s Messenger. Meta keeps data under its own policy.',
      ],
    },
    {
      title: 'How long',
      lines: [
        `A chat without a case: ${days.idle} days after the last message.`,
        `A resolved case: ${days.resolved} days after it was closed.`,
        `A case closed with advice, or because we could not reach you: ${Math.max(days.closed_advice, days.closed_no_contact)} days.`,
        `A case outside what we may handle, or that you withdrew: ${Math.max(days.out_of_scope, days.withdrawn)} days.`,
        'Then it is erased. Code, type, status and dates of the case stay, which tell nobody whose it was. Where a court or the law orders it, we keep it longer.',
      ],
    },
    {
      title: 'Your rights',
      lines: [
        'Type in the chat: what do you hold about me, take back this photo, or delete my data.',
        'For a copy or a correction, type: talk to a person.',
        'You may refuse. We still advise you, but cannot take a case. You may change your mind later.',
        'An open case, or one that an agency has, cannot always be erased at once. We tell you why.',
        'If you think that we do wrong, you may complain to the Office of the Personal Data Protection Committee (PDPC).',
      ],
    },
  ];
}
