import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { PAGES } from '../../src/desk/web/pages.ts';
import { addMember, complaint } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

/** What a page asks for first has come by then; its live connection never ends. */
const SETTLED_MS = 700;
/** Nothing more is asked of the server, and nothing moves. */
const QUIET = `${STILL} && document.querySelector('[role="status"][aria-label] .mantine-Loader-root') === null`;

describe('every page of the desk, in both colours and both languages', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let pages: string[] = [];

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'admin');
    const { id, reference } = await complaint(desk, '7901');
    pages = [
      '#/queue',
      `#/queue/${encodeURIComponent(id)}`,
      '#/cases',
      `#/cases/${reference}`,
      ...PAGES.map((page) => `#/${page}`),
    ];
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const language of ['th', 'en'] as const) {
      it(`has no fault that axe finds, one heading and no sideways scroll at 360 pixels: ${colorScheme}, ${language}`, async () => {
        const { page, errors } = await openPage(browser, {
          colorScheme,
          viewport: { width: 360, height: 740 },
        });
        await signInAt(page, desk.running.url, 'mali');
        await page.evaluate(`localStorage.setItem('language', '${language}')`);
        await page.reload();
        for (const hash of pages) {
          await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
          await page.locator('h1').waitFor({ state: 'attached' });
          await page.waitForTimeout(SETTLED_MS);
          await holds(page, QUIET);
          const where = `${hash} ${colorScheme} ${language}`;
          expect(await page.getAttribute('html', 'lang'), where).to.equal(language);
          expect(await violations(page), where).to.deep.equal([]);
          expect(await page.locator('h1').count(), `${where}: headings`).to.equal(1);
          const wide = await page.evaluate('document.documentElement.scrollWidth');
          expect(wide, `${where}: width`).to.equal(360);
        }
        expect(errors).to.deep.equal([]);
        await page.context().close();
      });
    }
  }
});
