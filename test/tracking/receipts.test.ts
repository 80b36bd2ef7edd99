import { createPublicKey } from 'node:crypto';
import { expect } from 'chai';
import { z } from 'zod';
import { parseReferenceCode } from '../../src/domain/reference-code.ts';
import { receiptKeyOf } from '../../src/receipts/keys.ts';
import { receiptAnswer } from '../../src/tracking/shapes.ts';
import { complaint, addMember, signedIn } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { aReceiptKey } from '../fakes/receipt-keys.ts';

const keyList = z.object({
  items: z.array(z.object({ id: z.string(), algorithm: z.string(), publicKey: z.string() })),
});

describe('receipts over HTTP', function () {
  this.timeout(60_000);
  const desk = new DeskServer();
  let reference = '';
  let secret = '';

  before(async () => {
    await desk.start();
    ({ reference, secret } = await complaint(desk, '6301'));
  });
  after(() => desk.stop());

  const ask = (word: string, from = '203.0.113.7') =>
    fetch(`${desk.running.url}/api/track/receipt`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify({ reference, secret: word }),
    });
  const receipt = async () => Buffer.from(await (await ask(secret)).arrayBuffer());
  const verify = async (pdf: Uint8Array<ArrayBuffer>) => {
    const answer = await fetch(`${desk.running.url}/api/track/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf' },
      body: pdf,
    });
    return receiptAnswer.parse(await answer.json());
  };

  it('gives the receipt for code and secret, and the page finds it genuine', async () => {
    const answer = await ask(secret);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.equal('application/pdf');
    expect(answer.headers.get('cache-control')).to.include('no-store');
    const check = await verify(new Uint8Array(await answer.arrayBuffer()));
    if (check.status !== 'genuine') throw new Error(check.problem);
    expect(check.statement).to.include({ reference, type: 'not_received', status: 'received' });
    const parsed = parseReferenceCode(reference);
    if (parsed.status !== 'ok') throw new Error('The receipt has no code.');
    const [file] = await desk.running.store.evidenceOfCase(parsed.reference);
    expect(check.statement.evidence).to.have.length(1);
    expect(file).to.include(check.statement.evidence[0]);
  });

  it('writes down that a receipt was made, by the public and by whom of the staff', async () => {
    await addMember(desk, 'Somsri', 'agent');
    const agent = await signedIn(desk, 'somsri');
    const answer = await agent.request('GET', `/api/cases/${reference}/receipt.pdf`);
    expect(answer.status).to.equal(200);
    const check = await verify(new Uint8Array(await answer.arrayBuffer()));
    expect(check.status).to.equal('genuine');
    const { items } = await desk.running.store.auditEntries({
      action: 'case.receipt_made',
      limit: 9,
    });
    expect(items.map(({ actor, subject }) => [actor, subject])).to.deep.equal([
      ['staff:staff-somsri', `case:${reference}`],
      ['public', `case:${reference}`],
    ]);
  });

  it('shows no receipt to who is not signed in, and none to an editor', async () => {
    const path = `/api/cases/${reference}/receipt.pdf`;
    expect((await fetch(desk.running.url + path)).status).to.equal(401);
    await addMember(desk, 'Ed', 'editor');
    expect((await (await signedIn(desk, 'ed')).request('GET', path)).status).to.equal(403);
  });

  it('answers a wrong secret like an unknown code, and slows it together with the status', async () => {
    const from = '203.0.113.50';
    const statuses: number[] = [];
    for (let tries = 0; tries < 9; tries += 1) {
      statuses.push((await ask(`GUESS${tries}`, from)).status);
    }
    expect(statuses).to.deep.equal([...Array<number>(8).fill(404), 429]);
    const status = await fetch(`${desk.running.url}/api/track`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify({ reference, secret }),
    });
    expect(status.status).to.equal(429);
    expect((await ask(secret, '203.0.113.51')).status).to.equal(200);
  });

  it('refuses what was changed, what is none, and what is no file', async () => {
    const changed = await receipt();
    changed[100] = (changed[100] ?? 0) ^ 1;
    expect(await verify(new Uint8Array(changed))).to.deep.equal({
      status: 'refused',
      problem: 'paper_changed',
    });
    const none = new TextEncoder().encode('%PDF-1.3');
    expect(await verify(none)).to.include({ problem: 'no_statement' });
    const json = await fetch(`${desk.running.url}/api/track/verify`, { method: 'POST' });
    expect(json.status).to.equal(415);
    const huge = await fetch(`${desk.running.url}/api/track/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf' },
      body: new Uint8Array(3_000_000),
    });
    expect(huge.status).to.equal(413);
  });

  it('publishes its public keys, and nothing of the private one', async () => {
    const answer = await fetch(`${desk.running.url}/track/receipt-key`);
    const text = await answer.text();
    const { items } = keyList.parse(JSON.parse(text));
    const kept = await desk.running.store.receiptKey();
    expect(items.map(({ id }) => id)).to.deep.equal([kept?.id]);
    const pem = await (await fetch(`${desk.running.url}/track/receipt-key.pem`)).text();
    expect(createPublicKey(pem).asymmetricKeyType).to.equal('ed25519');
    expect(pem).to.equal(items[0]?.publicKey);
    expect(text + pem).to.not.include('PRIVATE');
  });

  it('refuses receipts while the key is damaged, says so at /readyz, and keeps the old ones valid', async () => {
    const before = await receipt();
    const { store } = desk.running;
    const kept = await store.receiptKey();
    if (kept === null) throw new Error('There is no key.');
    await store.putReceiptKey({ ...kept, privatePem: 'torn' });
    const refused = await ask(secret);
    expect(refused.status).to.equal(503);
    expect(await refused.json()).to.include({ reason: 'no_receipt_key' });
    await desk.pause();
    await desk.resume();
    const ready: unknown = await (await fetch(`${desk.running.url}/readyz`)).json();
    expect(ready).to.deep.include({ status: 'ok', receipts: { key: 'unreadable' } });
    expect((await verify(new Uint8Array(before))).status).to.equal('genuine');
    await desk.running.store.putReceiptKey(receiptKeyOf(kept.privatePem, kept.madeAt));
    expect((await verify(new Uint8Array(await receipt()))).status).to.equal('genuine');
  });

  it('finds receipts under an earlier key genuine after another one took its place', async () => {
    const before = await receipt();
    await desk.running.store.putReceiptKey(aReceiptKey(Date.now()));
    const after = await receipt();
    for (const pdf of [before, after]) {
      expect((await verify(new Uint8Array(pdf))).status).to.equal('genuine');
    }
  });
});
