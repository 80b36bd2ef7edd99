import { expect } from 'chai';
import {
  ALL_CASES,
  isCasePlace,
  readCasePlace,
  writeCasePlace,
  type CasePlace,
} from '../../src/desk/web/cases/case-place.ts';

describe('where somebody is among the cases', () => {
  const nothing = ALL_CASES;
  const places: CasePlace[] = [
    nothing,
    { ...nothing, reference: 'OCC-6911-7K3FQ-M', q: 'ร้าน a&b #1' },
    { ...nothing, status: 'forwarded', type: 'loan_scam', agency: 'ocpb', q: '081-234' },
    { ...nothing, stuck: 'yes' },
  ];
  it('comes back from the address as it was', () => {
    for (const place of places) {
      const hash = writeCasePlace(place);
      expect(isCasePlace(hash), hash).to.equal(true);
      expect(readCasePlace(hash)).to.deep.equal(place);
    }
  });
  it('takes no status and no type that there is not, and no list of conversations', () => {
    expect(readCasePlace('#/cases?status=nonsense&type=x')).to.deep.equal(nothing);
    for (const hash of ['', '#/queue', '#/casesx']) expect(isCasePlace(hash), hash).to.equal(false);
  });
});
