import { expect } from 'chai';
import { caseKeys, partyKey, searchedForms, urlKey } from '../../src/domain/party-key.ts';
import { aCase, aPerson } from '../contracts/samples.ts';

describe('what parties are compared by', () => {
  const same = (kind: 'phone' | 'bank_account' | 'url' | 'name', values: readonly string[]) => {
    const keys = new Set(values.map((value) => partyKey({ kind, value })));
    expect([...keys], values.join(' = ')).to.have.length(1);
    expect([...keys][0]).to.be.a('string');
  };

  it('is the same for one phone, account, page or name however it is written', () => {
    same('phone', ['081-234-5678', '0812345678', '+66 81 234 5678', '๐๘๑๒๓๔๕๖๗๘', '66812345678']);
    same('bank_account', ['123-4-56789-0', '1234567890', '๑๒๓ ๔๕๖ ๗๘๙๐']);
    same('url', [
      'https://www.facebook.com/MaliShop/?fbclid=abc&utm_source=x',
      'facebook.com/malishop',
      'http://m.facebook.com/MaliShop/',
    ]);
    same('name', ['ร้านเสื้อ น้องมะลิ', 'ร้านเสื้อน้องมะลิ', ' ร้านเสื้อน้องมะลิ. ']);
  });

  it('keeps what tells pages apart', () => {
    expect(urlKey('shop.example/item?id=1')).to.not.equal(urlKey('shop.example/item?id=2'));
    expect(urlKey('shop.example/a')).to.not.equal(urlKey('shop.example/b'));
    expect(urlKey('ไม่มีลิงก์')).to.equal(null);
  });

  it('takes nothing for a number that is none', () => {
    expect(partyKey({ kind: 'phone', value: 'ไม่ทราบ' })).to.equal(null);
    expect(partyKey({ kind: 'bank_account', value: '12' })).to.equal(null);
    expect(partyKey({ kind: 'name', value: '-' })).to.equal(null);
  });

  it('names a case by its parties and its persons, each once', () => {
    const person = aPerson();
    const phone = { role: 'seller', kind: 'phone', value: '081-234-5678' } as const;
    const again = { ...phone, value: '+66812345678' };
    expect(caseKeys(aCase(person, { parties: [phone, again] }))).to.deep.equal([
      'phone:0812345678',
      `conversation:${person.id}`,
    ]);
  });

  it('searches a number and a link also as they are kept', () => {
    expect(searchedForms('123-4-56789-0')).to.deep.equal(['123-4-56789-0', '1234567890']);
    expect(searchedForms('+66 81 234 5678')).to.include('0812345678');
    expect(searchedForms('https://www.shop.example/x/')).to.include('shop.example/x');
    expect(searchedForms('https://m.shop.example/x')).to.deep.equal(['shop.example/x']);
    expect(searchedForms('น้องมะลิ')).to.deep.equal(['น้องมะลิ']);
  });
});
