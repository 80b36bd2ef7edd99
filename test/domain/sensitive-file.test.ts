import { expect } from 'chai';
import { isSensitiveKind, pointsAtPapers, tellsOfPapers } from '../../src/domain/sensitive-file.ts';

describe('sensitive files', () => {
  it('are told by the words beside them', () => {
    for (const words of [
      'นี่รูปบัตรประชาชนค่ะ',
      'ส่งบัตรปชช.ของคุณแม่',
      'สำเนาทะเบียนบ้าน',
      'หน้าสมุดบัญชีค่ะ',
      'here is my passport',
    ]) {
      expect(tellsOfPapers(words), words).to.equal(true);
    }
  });

  it('are none where the words tell of a parcel, of a shop, or of papers that nobody sent', () => {
    for (const words of [
      'รูปพัสดุที่ได้มาค่ะ',
      'สลิปโอนเงิน',
      'ร้านขอบัตรประชาชน',
      'ไม่ได้ส่งบัตรประชาชนให้เขา',
      'I have no passport',
      '',
    ]) {
      expect(tellsOfPapers(words), words).to.equal(false);
    }
  });

  it('are told by words that come later, when they point back or name the papers alone', () => {
    for (const words of [
      'อันนั้นบัตรประชาชนค่ะ',
      'รูปเมื่อกี้เป็นบัตร ปชช นะคะ',
      'ภาพแรกคือทะเบียนบ้าน',
      'ที่ส่งไปมีหน้าบัตรด้วย',
      'that was my ID card',
      'the last picture shows my passport',
    ]) {
      expect(pointsAtPapers(words), words).to.equal('points');
    }
    expect(pointsAtPapers('บัตรประชาชนค่ะ')).to.equal('names');
    for (const words of [
      'ต้องใช้บัตรประชาชนไหมคะ',
      'มีคนเอาบัตรประชาชนหนูไปเปิดบัญชีธนาคาร',
      'อันนั้นสลิปค่ะ',
      'อันนั้นไม่ใช่บัตรประชาชน ไม่ได้ส่งบัตรประชาชน',
    ]) {
      expect(pointsAtPapers(words), words).to.equal(null);
    }
  });

  it('are what a form asks for that shows papers or health, and no slip or parcel', () => {
    expect(isSensitiveKind('power_of_attorney')).to.equal(true);
    expect(isSensitiveKind('medical_note')).to.equal(true);
    expect(isSensitiveKind('payment_proof')).to.equal(false);
    expect(isSensitiveKind('product_photo')).to.equal(false);
    expect(isSensitiveKind(null)).to.equal(false);
  });
});
