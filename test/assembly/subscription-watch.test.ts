import { expect } from 'chai';
import type { SubscriptionAudit } from '../../src/messenger/subscription-audit.ts';
import type { Log } from '../../src/ports.ts';
import { watchSubscriptions } from '../../src/assembly/subscription-watch.ts';
import { DeskServer } from '../fakes/desk-server.ts';

const FINE: SubscriptionAudit = { lost: [], missing: [] };

describe('the watch over the Page’s subscription', () => {
  /** Lets the looks come one by one, with these results, and tells what stood after each. */
  const watched = async (...results: (SubscriptionAudit | Error)[]) => {
    const logged: string[] = [];
    const keep = (event: string) => void logged.push(event);
    const log: Log = { info: keep, warn: keep, error: keep };
    const stood: string[] = [];
    let end = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    const watch = watchSubscriptions({
      audit: () => {
        stood.push(watch.status.status);
        const next = results.shift();
        if (next === undefined) end();
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next ?? FINE);
      },
      log,
      firstMs: 1,
      everyMs: 1,
    });
    await ended;
    await watch.stop();
    return { stood, logged };
  };

  it('tells what is lost until set-up has mended it', async () => {
    const lost: SubscriptionAudit = { lost: ['page_unsubscribed'], missing: ['messages'] };
    const { stood, logged } = await watched(FINE, lost, FINE);
    expect(stood).to.deep.equal(['unchecked', 'ok', 'lost', 'ok']);
    expect(logged).to.deep.equal(['messenger.subscription_lost']);
  });

  it('takes a look that failed for no news', async () => {
    const { stood, logged } = await watched(new Error('away'), FINE, new Error('away'));
    expect(stood).to.deep.equal(['unchecked', 'unchecked', 'ok', 'ok']);
    expect(logged).to.deep.equal(Array(2).fill('messenger.subscription_unchecked'));
  });
});

describe('the Page’s subscription at GET /readyz and /metrics', () => {
  const desk = new DeskServer();
  before(() => desk.start());
  after(() => desk.stop());

  it('is not known before the first look', async () => {
    const ready: unknown = await (await fetch(`${desk.running.url}/readyz`)).json();
    expect(ready).to.deep.include({ subscription: { status: 'unchecked' } });
    const metrics = await (await fetch(`${desk.running.url}/metrics`)).text();
    expect(metrics).to.match(/^desk_page_subscribed Na[nN]$/m);
  });
});
