import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import express from 'express';
import { readWebhook } from '../../src/messenger/events.ts';
import { signatureOf } from '../../src/messenger/signature.ts';
import { webhookRoutes } from '../../src/messenger/webhook.ts';
import type { Log, Store } from '../../src/ports.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { systemIds } from '../../src/assembly/system.ts';
import { webhookFixtures } from './webhook-fixtures.ts';

const SECRETS = ['new-secret-0123456789', 'old-secret-0123456789'];
const NOW = Date.UTC(2026, 10, 24, 9);

describe('the webhook, with everything that Facebook sends', () => {
  const directory = mkdtempSync(join(tmpdir(), 'webhook-'));
  const logged: { event: string; fields: unknown }[] = [];
  const keep = (event: string, fields?: object) => void logged.push({ event, fields });
  const log: Log = { info: keep, warn: keep, error: keep };
  let store: Store;
  let server: Server;
  let url = '';

  before(async () => {
    const clock = { now: () => NOW };
    store = await openSqliteStore({ directory, ids: systemIds, clock });
    const routes = webhookRoutes({
      store,
      secrets: SECRETS,
      verifyToken: 'verify-me',
      burstMs: 0,
      pageId: null,
      clock,
      ids: systemIds,
      log,
    });
    server = express().use(routes).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const post = (body: string | Buffer, secret: string | undefined = SECRETS[0]) =>
    fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-hub-signature-256': signatureOf(Buffer.from(body), secret ?? ''),
      },
      body,
    });

  const batch = JSON.stringify({
    object: 'page',
    entry: webhookFixtures.flatMap(({ body }) => body.entry),
  });

  it('answers one batch of all of it with 200 and loses nothing', async () => {
    const read = readWebhook(JSON.parse(batch), { newId: () => 'x', now: NOW });
    const events = read.status === 'events' ? read.events : [];
    const keys = new Set(events.map(({ key }) => key));
    expect(events.length).to.be.greaterThan(webhookFixtures.length);

    expect((await post(batch)).status).to.equal(200);
    expect(logged.find(({ event }) => event === 'webhook.accepted')).to.deep.equal({
      event: 'webhook.accepted',
      fields: { stored: keys.size, duplicates: events.length - keys.size },
    });

    const claimed: string[] = [];
    for (;;) {
      const claim = await store.claimTurn({ now: NOW, leaseMs: 60_000 });
      if (claim === null) break;
      claimed.push(...claim.events.map(({ key }) => key));
      const times = claim.events.map(({ at }) => at);
      expect(times, 'each person’s in the order of Facebook’s clock').to.deep.equal(
        times.toSorted((a, b) => a - b),
      );
    }
    const noTurn = ['ignored', 'read', 'delivery'];
    const toTake = events.filter(({ kind }) => !noTurn.includes(kind)).map(({ key }) => key);
    expect(claimed.toSorted()).to.deep.equal([...new Set(toTake)].toSorted());
  });

  it('takes the same batch again as nothing new', async () => {
    expect((await post(batch)).status).to.equal(200);
    expect(logged.at(-1)?.fields).to.deep.include({ stored: 0 });
  });

  it('takes each body alone as well', async () => {
    for (const { name, text } of webhookFixtures) {
      expect((await post(text)).status, name).to.equal(200);
    }
  });

  it('checks the bytes as they came: escaped, with a mark in front, or set out in lines', async () => {
    const message = (mid: string) =>
      `{"object":"page","entry":[{"id":"1","messaging":[{"sender":{"id":"2"},"recipient":{"id":"1"},"message":{"mid":"${mid}","text":"\\u0e44\\u0e21\\u0e48\\u0e44\\u0e14\\u0e49 \\u003C\\/b>\\u0025"}}]}]}`;
    for (const body of [message('b1'), `\ufeff${message('b2')}`, `\n  ${message('b3')}\n`]) {
      expect((await post(body)).status).to.equal(200);
      expect(logged.at(-1)?.fields).to.deep.include({ stored: 1 });
    }
    const other = JSON.stringify(JSON.parse(message('b4')));
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'x-hub-signature-256': signatureOf(Buffer.from(other), SECRETS[0] ?? '') },
      body: message('b4'),
    });
    expect(response.status, 'signed over the text made anew').to.equal(403);
  });

  it('accepts both secrets during a rotation and no third one', async () => {
    const body = webhookFixtures[0]?.text ?? '';
    expect((await post(body, SECRETS[1])).status).to.equal(200);
    expect((await post(body, 'some-other-secret')).status).to.equal(403);
  });

  it('logs ids and counts, never what people wrote', () => {
    const shown = JSON.stringify(logged);
    for (const { text } of webhookFixtures) {
      for (const [, words = ''] of text.matchAll(/"(?:text|title|message)": "([^"]{4,})"/g)) {
        expect(shown).to.not.include(words);
      }
    }
  });
});
