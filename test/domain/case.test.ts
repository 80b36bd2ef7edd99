import { expect } from 'chai';
import { withFact } from '../../src/domain/amend-case.ts';
import {
  allowedNextStatuses,
  CASE_STATUSES,
  isClosed,
  mayBeWithdrawn,
  type CaseStatus,
} from '../../src/domain/case.ts';
import { aCase, aMember, aPerson, NOW } from '../contracts/samples.ts';

describe('the table of statuses', () => {
  const closed: readonly CaseStatus[] = [
    'resolved',
    'closed_advice',
    'closed_no_contact',
    'out_of_scope',
    'withdrawn',
  ];

  /** Rows: from; columns in the order of CASE_STATUSES: x where it may go. */
  const TABLE = `
    received            . x x x x . . x . x x
    screening           . . x x x . . x x x x
    need_more_evidence  . x . x x . . x x x x
    coordinating        . . x . x . x x x x x
    forwarded           . . x x . x x x x . x
    agency_in_progress  . . x x x . x x x . x
    resolved            . x . x . . . . . . .
    closed_advice       . x . x . . . . . . .
    closed_no_contact   . x . x . . . . . . .
    out_of_scope        . x . x . . . . . . .
    withdrawn           . x . x . . . . . . .`;

  it('lets a case go where it may and nowhere else', () => {
    const rows = TABLE.trim().split('\n');
    expect(rows).to.have.length(CASE_STATUSES.length);
    for (const row of rows) {
      const [from = '', ...marks] = row.trim().split(/\s+/);
      const allowed = CASE_STATUSES.filter((_, index) => marks[index] === 'x');
      expect([...allowedNextStatuses(from as CaseStatus)].toSorted(), from).to.deep.equal(
        allowed.toSorted(),
      );
    }
  });

  it('knows what is closed, and lets only what is open be taken back', () => {
    expect(CASE_STATUSES.filter(isClosed)).to.deep.equal(closed);
    expect(CASE_STATUSES.filter((status) => !mayBeWithdrawn(status))).to.deep.equal(closed);
  });

  it('leads from every status to an end, and from every end back', () => {
    for (const status of CASE_STATUSES) {
      const next = allowedNextStatuses(status);
      expect(next.some(isClosed), status).to.equal(!isClosed(status));
    }
  });
});

describe('a corrected fact', () => {
  const person = aPerson();
  const member = aMember();
  const said = { by: 'consumer', messageId: null, at: NOW } as const;
  const staff = { staffId: member.id, name: member.name };
  const corrected = { by: 'agent', staff, messageId: null, at: NOW + 1 } as const;

  it('keeps who said what before', () => {
    const record = aCase(person, { facts: { amount: { value: 500, source: said } } });
    const once = withFact(record, 'amount', 5_000, corrected);
    const twice = withFact(once, 'amount', 5_500, { ...corrected, at: NOW + 2 });
    expect(twice.facts['amount']).to.deep.equal({
      value: 5_500,
      source: { ...corrected, at: NOW + 2 },
      earlier: [
        { value: 500, source: said },
        { value: 5_000, source: corrected },
      ],
    });
    expect(withFact(twice, 'amount', 5_500, corrected)).to.equal(twice);
  });

  it('takes the party that it names along', () => {
    const start = aCase(person, { facts: {}, parties: [] });
    const named = withFact(start, 'seller_account', '123-4-56789-0', said);
    expect(named.parties).to.deep.equal([
      { role: 'seller', kind: 'bank_account', value: '123-4-56789-0' },
    ]);
    const right = withFact(named, 'seller_account', '123-4-56789-1', corrected);
    expect(right.parties).to.deep.equal([
      { role: 'seller', kind: 'bank_account', value: '123-4-56789-1' },
    ]);
  });
});
