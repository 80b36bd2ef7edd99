/** Words that several pages share. */
export const th = {
  language: 'ภาษา',
  status: {
    received: 'รับเรื่องแล้ว',
    screening: 'กำลังตรวจข้อมูล',
    need_more_evidence: 'รอหลักฐานเพิ่ม',
    coordinating: 'กำลังประสานงาน',
    forwarded: 'ส่งต่อหน่วยงานแล้ว',
    agency_in_progress: 'หน่วยงานกำลังดำเนินการ',
    resolved: 'เสร็จสิ้น',
    closed_advice: 'ปิดเรื่อง ให้คำแนะนำแล้ว',
    closed_no_contact: 'ปิดเรื่อง ติดต่อผู้แจ้งไม่ได้',
    out_of_scope: 'อยู่นอกขอบเขตของศูนย์',
    withdrawn: 'ผู้แจ้งถอนเรื่อง',
  },
  holder: {
    '1212': 'ศูนย์ 1212 OCC',
  },
};
