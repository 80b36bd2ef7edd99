import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { Draft } from '../../src/conversation/draft.ts';
import { conversationId } from '../../src/domain/ids.ts';
import { addMember, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

const PSID = '7301';
const LINES = 1_000;
const DRAWN = `document.querySelectorAll('[data-line]').length`;
const BOX = `document.querySelector('[data-testid=desk-lines]')`;
/** The first line in sight and how far below the upper edge it begins. */
const TOP_LINE = `(() => {
  const edge = ${BOX}.getBoundingClientRect().top;
  const lines = [...document.querySelectorAll('[data-testid=desk-line]')];
  const first = lines.find((line) => line.getBoundingClientRect().top >= edge);
  return { text: first.textContent, top: first.getBoundingClientRect().top - edge };
})()`;

describe('a thread of a thousand lines', function () {
  this.timeout(240_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let id: string;
  /** Lines that were read, by the address that asked for them. */
  let reads: string[] = [];
  let ids = 0;

  const draftOf = async () => {
    const conversation = await desk.running.store.conversation(conversationId(id));
    if (conversation === null) throw new Error('It is gone.');
    return new Draft(conversation, () => `zz-${String((ids += 1)).padStart(6, '0')}`);
  };
  const commit = async (draft: Draft) => {
    const live = [
      { id: `zy-${(ids += 1)}`, at: Date.now(), topic: 'conversation' as const, subject: id },
    ];
    const done = await desk.running.store.commit({ ...draft.commitAt(Date.now()), live });
    expect(done.status).to.equal('committed');
  };
  const line = (text: string) =>
    page.getByTestId('desk-line').filter({ hasText: new RegExp(`${text}(?!\\d)`) });
  const scrollTo = (top: string) => page.evaluate(`{ ${BOX}.scrollTop = ${top}; }`);
  const readAll = async () => {
    await desk.until(async () => {
      await scrollTo('0');
      await page.waitForTimeout(100);
      return (await page.getByText('เริ่มต้นบทสนทนา').count()) > 0;
    }, 60_000);
  };
  const settled = async () => {
    let before = '';
    await desk.until(async () => {
      await page.waitForTimeout(150);
      const now = JSON.stringify(await page.evaluate(TOP_LINE));
      const same = now === before;
      before = now;
      return same;
    });
  };

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'supervisor');
    id = await waitingPerson(desk, PSID);
    for (let from = 1; from <= LINES; from += 100) {
      const draft = await draftOf();
      for (let number = from; number < from + 100; number += 1) {
        const words = 'สั่งของแล้วยังไม่ได้ของเลยค่ะ '.repeat(1 + (number % 4));
        const content = { kind: 'text', text: `ข้อที่ ${number} ${words}` } as const;
        draft.addIncoming(content, Date.now(), `m_long_${number}`);
      }
      draft.update({ unread: 0 });
      await commit(draft);
    }
    browser = await launch();
    ({ page, errors } = await openPage(browser));
    page.on('request', (request) => {
      if (request.url().includes('/messages?')) reads.push(request.url());
    });
    await signInAt(page, desk.running.url, 'mali');
    await page.goto(`${desk.running.url}/desk#/all/${encodeURIComponent(id)}`);
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  it('opens at its end when all was read, with one page', async () => {
    await line(`ข้อที่ ${LINES}`).waitFor();
    await settled();
    await holds(page, `${BOX}.scrollTop + ${BOX}.clientHeight > ${BOX}.scrollHeight - 40`);
    expect(reads.every((read) => !read.includes('before'))).to.equal(true);
  });

  it('stays where the reader is while older lines come above', async () => {
    await scrollTo('500');
    await settled();
    const before = await page.evaluate<{ text: string; top: number }>(TOP_LINE);
    reads = [];
    await scrollTo('300');
    await desk.until(() => reads.some((read) => read.includes('before')));
    await settled();
    const edge = `${BOX}.getBoundingClientRect().top`;
    const moved = await page.evaluate<number>(`(() => {
      const lines = [...document.querySelectorAll('[data-testid=desk-line]')];
      const line = lines.find((one) => one.textContent === ${JSON.stringify(before.text)});
      return line.getBoundingClientRect().top - ${edge};
    })()`);
    expect(Math.abs(moved - before.top - 200)).to.be.below(4);
  });

  it('draws only what is near sight, in its order, each line once', async () => {
    await readAll();
    await settled();
    expect(await page.evaluate<number>(DRAWN)).to.be.below(80);
    const texts = await page.getByTestId('desk-line').allTextContents();
    const numbers = texts.flatMap((text) => /ข้อที่ (\d+)/.exec(text)?.[1] ?? []).map(Number);
    expect(numbers[0]).to.equal(1);
    expect(numbers).to.deep.equal(numbers.map((_, index) => index + 1));
    await holds(page, STILL);
    expect(await violations(page)).to.deep.equal([]);
  });

  it('reads two pages at an event, tells of the new line and leaves the reader where they are', async () => {
    await scrollTo(`${BOX}.scrollHeight / 2`);
    await settled();
    const before = await page.evaluate(TOP_LINE);
    reads = [];
    const draft = await draftOf();
    draft.addIncoming({ kind: 'text', text: 'ข้อใหม่ล่าสุด' }, Date.now(), 'm_long_new');
    await commit(draft);
    await page.getByRole('button', { name: 'มีข้อความใหม่' }).waitFor();
    await page.getByRole('status').filter({ hasText: 'มีข้อความใหม่' }).waitFor();
    expect(await page.getByTestId('desk-lines').getAttribute('aria-live')).to.equal('off');
    await settled();
    expect(await page.evaluate(TOP_LINE)).to.deep.equal(before);
    expect(reads.length).to.be.within(1, 2);
    await page.getByRole('button', { name: 'มีข้อความใหม่' }).click();
    await line('ข้อใหม่ล่าสุด').waitFor();
    await holds(page, `${BOX}.scrollTop + ${BOX}.clientHeight > ${BOX}.scrollHeight - 40`);
    expect(await page.getByTestId('desk-lines').getAttribute('aria-live')).to.equal('polite');
  });

  it('stays at its end with a new line while the reader is there', async () => {
    const draft = await draftOf();
    draft.addIncoming({ kind: 'text', text: 'ข้อสุดท้ายจริงๆ' }, Date.now(), 'm_long_last');
    await commit(draft);
    await line('ข้อสุดท้ายจริงๆ').waitFor();
    await holds(page, `${BOX}.scrollTop + ${BOX}.clientHeight > ${BOX}.scrollHeight - 40`);
    expect(await page.getByRole('button', { name: 'มีข้อความใหม่' }).count()).to.equal(0);
  });

  it('shows what was done to an old line, in sight and out of it', async () => {
    const lines = await desk.running.store.messages(conversationId(id), {
      before: 120,
      limit: 100,
    });
    const [first, second] = [lines[5], lines[90]];
    if (first === undefined || second === undefined) throw new Error('They are gone.');
    await readAll();
    await settled();
    const edit = async (of: typeof first, text: string) => {
      const mid = of.direction === 'in' ? of.mid : null;
      if (mid === null) throw new Error('It has no id.');
      const event = desk.message(PSID, {});
      const message_edit = { mid, text, num_edit: 1 };
      const { sender, recipient, timestamp } = event;
      await desk.post([{ sender, recipient, timestamp, message_edit }]);
      await desk.quiet();
    };
    await scrollTo('900');
    await page.locator(`[data-line="${first.id}"]`).scrollIntoViewIfNeeded();
    await edit(first, 'แก้แล้วในสายตา');
    await page.getByTestId('desk-line').filter({ hasText: 'แก้แล้วในสายตา' }).waitFor();
    await scrollTo(`${BOX}.scrollHeight`);
    await line('ข้อสุดท้ายจริงๆ').waitFor();
    await settled();
    await edit(second, 'แก้แล้วนอกสายตา');
    await page.waitForTimeout(500);
    await scrollTo(`${BOX}.scrollHeight * ${second.seq / LINES}`);
    await page.getByTestId('desk-line').filter({ hasText: 'แก้แล้วนอกสายตา' }).waitFor();
    expect(errors).to.deep.equal([]);
  });

  it('does not take away a line that has the focus', async () => {
    const line = page.getByTestId('desk-line').filter({ hasText: 'แก้แล้วนอกสายตา' });
    await line.getByRole('button', { expanded: false }).focus();
    await scrollTo('0');
    await settled();
    await holds(page, `document.activeElement.getAttribute('aria-expanded') === 'false'`);
    expect(await page.evaluate<number>(DRAWN)).to.be.below(80);
    await page.keyboard.press('Enter');
    await line.getByRole('button', { expanded: true }).waitFor();
  });

  it('is scrolled with the keys alone, from its end to its beginning', async () => {
    await page.getByTestId('desk-lines').focus();
    await page.keyboard.press('End');
    await line('ข้อสุดท้ายจริงๆ').waitFor();
    await page.keyboard.press('Home');
    await page.getByText('เริ่มต้นบทสนทนา').waitFor();
    await line('ข้อที่ 1').waitFor();
    await page.keyboard.press('PageDown');
    await holds(page, `${BOX}.scrollTop > 100`);
  });
});
