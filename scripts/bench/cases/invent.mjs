// Invented cases with their persons: names, numbers and stories that differ as real ones do.
import { newCase } from '../../../src/casework/new-case.ts';
import { newConversation } from '../../../src/domain/conversation.ts';
import { CASE_STATUSES } from '../../../src/domain/case.ts';
import { COMPLAINT_TYPES } from '../../../src/domain/problem-types.ts';

const GOODS = ['เสื้อยืด', 'หม้อทอดไร้น้ำมัน', 'โทรศัพท์', 'รองเท้าผ้าใบ', 'กล้องวงจรปิด', 'ครีมทาผิว'];
const TALES = ['โอนแล้วร้านเงียบ', 'ร้านบล็อก', 'ได้ของไม่ตรงปก', 'ผัดวันไปเรื่อย ๆ', 'ปิดเพจหนี'];
const FIRST = ['สมชาย', 'สมหญิง', 'ปรีชา', 'วิภา', 'มะลิ', 'อนันต์', 'สุดา', 'กมล'];
const LAST = ['ใจดี', 'ทดสอบ', 'สมมติ', 'ตัวอย่าง', 'มานะ', 'ศรีสุข'];
const HOLDERS = ['1212', '1212', '1212', 'ocpb', 'police', 'fda', 'nbtc'];

/** @returns {{ record: object, conversation: object, known: object }} `known`: how it is looked for */
export function inventCase(chance, number, now) {
  const one = (list) => list[Math.floor(chance() * list.length)];
  const digits = (count) => Array.from({ length: count }, () => Math.floor(chance() * 10)).join('');
  const at = now - Math.floor(chance() * 365 * 24 * 3_600_000);
  const psid = String(7_000_000_000_000_000 + number);
  const id = `1212:${psid}`;
  const account = `${one(['1', '2', '4', '7'])}${digits(9)}`;
  const phone = `0${one(['6', '8', '9'])}${digits(8)}`;
  const shop = `ร้าน${one(GOODS)}${one(FIRST)}${digits(4)}`;
  const { record } = newCase(
    {
      type: one(COMPLAINT_TYPES),
      urgent: chance() < 0.2,
      slots: {
        story: `สั่ง${one(GOODS)} ${digits(3)} บาท ${one(TALES)} เลขพัสดุ TH${digits(11)}`,
        amount: Math.ceil(chance() * 20_000),
        seller_name: shop,
        seller_account: account,
        seller_phone: phone,
        seller_link: `https://www.facebook.com/shop${digits(9)}`,
      },
    },
    { conversationId: id, messageId: null, language: 'th', consent: null, now: at, random: chance },
  );
  const status = one(CASE_STATUSES);
  const name = `${one(FIRST)} ${one(LAST)}${digits(3)}`;
  return {
    record: { ...record, status, holder: one(HOLDERS), updatedAt: at },
    conversation: {
      ...newConversation(id, '1212', psid, at),
      version: 1,
      name,
      caseReferences: [record.reference],
    },
    known: {
      code: record.reference,
      account: `${account.slice(0, 3)}-${account.slice(3, 4)}-${account.slice(4, 9)}-${account.slice(9)}`,
      phone: `${phone.slice(0, 3)}-${phone.slice(3, 6)}-${phone.slice(6)}`,
      link: record.facts.seller_link.value.replace('www.', 'm.'),
      shop,
      name,
      words: /TH\d+/.exec(record.facts.story.value)[0],
    },
  };
}
