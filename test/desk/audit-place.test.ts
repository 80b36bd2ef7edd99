import { expect } from 'chai';
import {
  auditQuery,
  readAuditPlace,
  writeAuditPlace,
} from '../../src/desk/web/audit/audit-place.ts';

const NOTHING = { case: '', actor: '', action: null, from: '', to: '' };

describe('the address of the audit page', () => {
  it('keeps every filter, and reads back what it wrote', () => {
    const place = {
      case: 'OCC-6911-7K3FQ-M',
      actor: 'staff-1',
      action: 'case.viewed',
      from: '2026-11-01',
      to: '2026-11-25',
    } as const;
    expect(readAuditPlace(writeAuditPlace(place))).to.deep.equal(place);
    expect(writeAuditPlace(NOTHING)).to.equal('#/audit');
  });

  it('drops what is no action and no day', () => {
    expect(readAuditPlace('#/audit?action=case.burnt&from=yesterday&to=2026-1-1')).to.deep.equal(
      NOTHING,
    );
  });

  it('asks for both days as a whole', () => {
    const query = new URLSearchParams(
      auditQuery({ ...NOTHING, from: '2026-11-25', to: '2026-11-25' }),
    );
    const [since, until] = ['since', 'until'].map((name) => Date.parse(query.get(name) ?? ''));
    expect((until ?? 0) - (since ?? 0)).to.equal(24 * 3_600_000);
  });
});
