import { expect } from 'chai';
import { readContent } from '../../src/content/content.ts';
import { forConsumers, suggestAgencies } from '../../src/domain/agency.ts';
import { describeProblem } from '../../src/domain/content-problem.ts';
import { COMPLAINT_TYPES } from '../../src/domain/problem-types.ts';
import { en } from '../../src/http/web/words/en.ts';
import { th } from '../../src/http/web/words/th.ts';
import { readAgencies } from '../../src/knowledge/agencies.ts';

const GOOD = `name: { th: สำนักงานทดสอบ, en: Test Office }
short: { th: สทส., en: TO }
types: [not_received]
evidence: [payment_proof]
channel: email
email: desk@example.go.th
hotline: "1999"
unverified: [hotline]
sources: [S1]
reviewed: 2026-11-25
needs_review: true
`;
const read = (text: string, path = 'knowledge/agencies/test_office.yml') =>
  readAgencies([{ path, text }]);
const faults = (text: string) => read(text).problems.map(describeProblem);

describe('agencies', () => {
  const { agencies } = readContent(process.cwd());

  it('are there for every complaint type', () => {
    for (const type of COMPLAINT_TYPES)
      expect(suggestAgencies(agencies, type, new Set()), type).to.not.be.empty;
  });

  it('tell a consumer nothing that nobody has verified', () => {
    const [agency] = read(GOOD).agencies;
    expect(agency && forConsumers(agency)).to.deep.include({ hotline: null });
    const pdpc = agencies.find(({ id }) => id === 'pdpc');
    expect(pdpc?.hotline).to.equal('02-111-8800');
    expect(pdpc && forConsumers(pdpc).hotline).to.equal(null);
    const ocpb = agencies.find(({ id }) => id === 'ocpb');
    expect(ocpb && forConsumers(ocpb).hotline).to.equal('1166');
  });

  it('have a short name on every page that names who holds a case', () => {
    for (const { id, short } of agencies) {
      expect(new Map(Object.entries(th.holder)).get(id), id).to.equal(short.th);
      expect(new Map(Object.entries(en.holder)).get(id), id).to.equal(short.en);
    }
  });

  it('come first when they can act with what is there', () => {
    const order = (known: readonly string[]) =>
      suggestAgencies(agencies, 'not_received', new Set(known)).map(({ agency }) => agency.id);
    expect(order(['seller_name', 'product', 'amount', 'payment_proof', 'chat'])[0]).to.equal('ocpb');
    expect(order(['order_no', 'screenshot', 'payment_proof'])[0]).to.equal('marketplace');
  });

  it('tell what is there of what an agency needs, and what is not', () => {
    const [first] = suggestAgencies(agencies, 'unsafe_product_fda', new Set(['product', 'amount']));
    expect(first).to.deep.include({
      present: ['product'],
      missing: ['label_no', 'product_photo', 'seller_name'],
    });
  });

  it('are read with every fault at its file and line, with what to do', () => {
    expect(read(GOOD).problems).to.deep.equal([]);
    expect(faults(GOOD.replace('channel: email', 'channel: fax'))[0]).to.match(
      /^knowledge\/agencies\/test_office\.yml:5 .* — write one of email, web, phone, paper$/,
    );
    expect(faults(GOOD.replace('[not_received]', '[not_recieved]'))[0]).to.match(/:3 /);
    expect(faults(GOOD.replace('email: desk@example.go.th\n', ''))[0]).to.match(
      /:5 an agency reached by e-mail has no address/,
    );
    expect(faults(GOOD.replace('needs_review: true', 'needs_review: false'))[0]).to.match(
      /something is unverified/,
    );
    expect(faults(GOOD.replace('[hotline]', '[website]'))[0]).to.match(/no website to verify/);
    expect(faults(`${GOOD}fax: 1\n`)).to.have.length(1);
    expect(read(GOOD, 'knowledge/agencies/Test Office.yml').problems).to.have.length(1);
  });
});
