import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { isStored } from '../../src/domain/evidence.ts';
import { conversationId, evidenceId } from '../../src/domain/ids.ts';
import { addMember, complaint, waitingPerson } from '../fakes/desk-people.ts';
import type { CaseStatus } from '../../src/domain/case.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { holds, launch, openPage, signInAt } from './desk-pages.ts';

describe('the desk in the browser', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let mali: Page;
  let somchai: Page;
  const errors: string[] = [];

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    await addMember(desk, 'Somchai', 'agent');
    browser = await launch();
    const [first, second] = await Promise.all([openPage(browser), openPage(browser)]);
    mali = first.page;
    somchai = second.page;
    await signInAt(mali, desk.running.url, 'mali');
    await signInAt(somchai, desk.running.url, 'somchai');
    for (const { page } of [first, second]) {
      page.on('pageerror', (error) => errors.push(error.message));
    }
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });
  afterEach(() => expect(errors).to.deep.equal([]));

  const open = async (page: Page, id: string, list = 'all') => {
    await page.goto(`${desk.running.url}/desk#/${list}/${encodeURIComponent(id)}`);
    await page.getByTestId('desk-lines').waitFor();
  };
  const row = (page: Page, id: string) =>
    page.locator(`[data-testid=desk-conversation][data-row="${id}"]`);

  it('tells the second of two agents who took the conversation', async () => {
    const id = await waitingPerson(desk, '7201');
    await Promise.all([open(mali, id), open(somchai, id)]);
    // Somchai's screen hears of Mali's claim too late: it is cut off from the events.
    await somchai.route('**/api/conversations/*', (route) => route.abort());
    await mali.getByTestId('desk-claim').click();
    await mali.getByTestId('desk-held').filter({ hasText: 'คุณดูแลอยู่' }).waitFor();
    await somchai.getByTestId('desk-claim').click();
    await somchai.getByRole('alert').filter({ hasText: 'Mali รับเรื่องนี้ไปก่อนแล้ว' }).waitFor();
    await somchai.unroute('**/api/conversations/*');
    await somchai.reload();
    await somchai.getByTestId('desk-held').filter({ hasText: 'Mali ดูแลอยู่' }).waitFor();
    expect(await somchai.getByTestId('desk-reply').isDisabled()).to.equal(true);
  });

  it('lets two who press at the same moment both see one holder', async () => {
    for (let round = 0; round < 3; round += 1) {
      const id = await waitingPerson(desk, `721${round}0`);
      await Promise.all([open(mali, id), open(somchai, id)]);
      await Promise.all(
        [mali, somchai].map((page) =>
          page.evaluate(`document.querySelector('[data-testid=desk-claim]').click()`),
        ),
      );
      const held = (page: Page) => page.getByTestId('desk-held').textContent();
      await desk.until(async () => {
        const [one = '', two = ''] = await Promise.all([held(mali), held(somchai)]);
        return (
          (one?.startsWith('คุณดูแลอยู่') === true && two?.startsWith('Mali ดูแลอยู่') === true) ||
          (one?.startsWith('Somchai ดูแลอยู่') === true && two?.startsWith('คุณดูแลอยู่') === true)
        );
      });
    }
  });

  it('shows what a person writes, on every screen and without a reload', async () => {
    const id = await waitingPerson(desk, '7202');
    await open(mali, id);
    await somchai.goto(`${desk.running.url}/desk#/queue`);
    await desk.post([desk.message('7202', { text: 'ยังอยู่ไหมคะ' })]);
    await mali.getByTestId('desk-line').filter({ hasText: 'ยังอยู่ไหมคะ' }).waitFor();
    await row(somchai, id).filter({ hasText: 'ยังอยู่ไหมคะ' }).waitFor();
    await row(somchai, id).getByLabel('ยังไม่ได้อ่าน').waitFor();
  });

  it('reads again what was being read for the first time when something changed', async () => {
    const id = await waitingPerson(desk, '7212');
    await somchai.goto('about:blank');
    let asked = () => undefined as void;
    const firstRead = new Promise<void>((resolve) => (asked = resolve));
    let letGo = () => undefined as void;
    const heldBack = new Promise<void>((resolve) => (letGo = resolve));
    let reads = 0;
    await somchai.route('**/api/conversations?*', async (route) => {
      reads += 1;
      if (reads > 1) return route.continue();
      // The answer is made now and comes after the event.
      const response = await route.fetch();
      asked();
      await heldBack;
      return route.fulfill({ response });
    });
    await somchai.goto(`${desk.running.url}/desk#/queue`);
    await firstRead;
    await desk.post([desk.message('7212', { text: 'มีข่าวไหมคะ' })]);
    await desk.quiet();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    letGo();
    await row(somchai, id).filter({ hasText: 'มีข่าวไหมคะ' }).waitFor();
    await somchai.unroute('**/api/conversations?*');
  });

  it('sends with Enter, breaks lines with Shift+Enter, and keeps a draft over a reload', async () => {
    const id = await waitingPerson(desk, '7203');
    await open(mali, id);
    await mali.getByTestId('desk-claim').click();
    const reply = mali.getByTestId('desk-reply');
    await reply.fill('ร่างที่ยังไม่ส่ง');
    await mali.reload();
    await holds(mali, `document.querySelector('[data-testid=desk-reply]')?.value === 'ร่างที่ยังไม่ส่ง'`);
    await reply.fill('');
    await reply.pressSequentially('บรรทัดแรก');
    await reply.press('Shift+Enter');
    await reply.pressSequentially('บรรทัดสอง');
    await reply.press('Enter');
    await desk.until(() => desk.of('7203').at(-1)?.text === 'บรรทัดแรก\nบรรทัดสอง');
    await holds(mali, `document.querySelector('[data-testid=desk-reply]').value === ''`);
    await mali.locator('[data-delivery=sent]').last().waitFor();
  });

  it('keeps a note from the person and passes the conversation to a colleague', async () => {
    const id = await waitingPerson(desk, '7204');
    await open(mali, id);
    await mali.getByTestId('desk-claim').click();
    await mali.getByText('บันทึกภายใน', { exact: true }).click();
    await mali.getByTestId('desk-note-text').fill('ลูกค้าประจำ');
    await mali.getByTestId('desk-send').click();
    await mali.getByTestId('desk-note').filter({ hasText: 'ลูกค้าประจำ' }).waitFor();
    await mali.getByTestId('desk-transfer').click();
    await mali.getByRole('menuitem', { name: /Somchai/ }).click();
    await mali.getByTestId('desk-notice').filter({ hasText: 'Mali โอนเรื่องให้ Somchai' }).waitFor();
    await open(somchai, id, 'mine');
    await somchai.getByTestId('desk-resolve').click();
    await somchai.getByTestId('desk-notice').filter({ hasText: 'Somchai จบเรื่องแล้ว' }).waitFor();
    expect(desk.of('7204').map(({ text }) => text)).to.not.include('ลูกค้าประจำ');
  });

  it('explains a refusal of Facebook in plain Thai and sends again', async () => {
    const id = await waitingPerson(desk, '7205');
    await open(mali, id);
    await mali.getByTestId('desk-claim').click();
    const error = { message: 'no', code: 100, error_subcode: 2018001 };
    desk.graph.failures.push({ status: 400, body: { error } });
    await mali.getByTestId('desk-reply').fill('ได้ยินไหมคะ');
    await mali.getByTestId('desk-reply').press('Enter');
    await mali.getByTestId('desk-delivery').filter({ hasText: 'Facebook ไม่รู้จักผู้รับคนนี้' }).waitFor();
    await mali.getByTestId('desk-resend').click();
    await desk.until(() => desk.of('7205').at(-1)?.text === 'ได้ยินไหมคะ');
    await mali.getByTestId('desk-resend').waitFor({ state: 'detached' });
  });

  it('shows the case in words and changes its status only where that is allowed', async () => {
    const { id, reference } = await complaint(desk, '7206');
    await open(mali, id);
    const panel = mali.getByTestId('desk-case');
    for (const text of [reference, 'ไม่ได้รับสินค้า', 'กสิกรไทย', '฿1,500', 'ร้านเงียบหรือบล็อก']) {
      await panel.getByText(text, { exact: true }).first().waitFor();
    }
    expect(await panel.textContent()).to.not.match(/not_received|payment_proof|seller_name/);
    const choose = async (title: string, status: CaseStatus) => {
      await mali.getByTestId('desk-status').click();
      await mali.getByRole('option', { name: title }).click();
      await mali.getByTestId('desk-preview').getByText(title).waitFor();
      await mali.getByRole('button', { name: 'เปลี่ยนสถานะ' }).click();
      await desk.until(async () => {
        const { items } = await desk.running.store.cases({ limit: 10, status });
        return items.some((item) => item.reference === reference);
      });
    };
    await choose('กำลังประสานงาน', 'coordinating');
    await choose('เสร็จสิ้น', 'resolved');
    await mali.getByText('เสร็จสิ้น', { exact: true }).last().waitFor();
    await mali.getByTestId('desk-status').click();
    const options = await mali.getByRole('option').allTextContents();
    expect(options).to.deep.equal(['เสร็จสิ้น', 'กำลังตรวจข้อมูล', 'กำลังประสานงาน']);
  });

  it('shows a picture in place and opens it', async () => {
    const { id } = await complaint(desk, '7207');
    await open(mali, id);
    const picture = mali.getByTestId('desk-evidence');
    await picture.scrollIntoViewIfNeeded();
    await holds(mali, `document.querySelector('[data-testid=desk-evidence]').naturalWidth > 0`);
    const popup = mali.waitForEvent('popup');
    await picture.click();
    expect((await popup).url()).to.match(/\/evidence\/[^/]+\/content$/);
    await (await popup).close();
  });

  it('frames a PDF in place, locked in a sandbox, and links to it', async () => {
    const { id, reference } = await complaint(desk, '7211');
    const bytes = Buffer.from('%PDF-1.4\ntrailer<</Root 1 0 R>>\n');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await desk.running.store.files.put(sha256, bytes);
    const [slip] = await desk.running.store.evidenceOfConversation(conversationId(id));
    if (slip === undefined || !isStored(slip)) throw new Error('The slip is missing.');
    const pdf = { id: evidenceId('pdf'), sha256, mediaType: 'application/pdf' };
    await desk.running.store.commit({ evidence: [{ ...slip, ...pdf, bytes: bytes.length }] });
    await open(mali, id);
    const frame = mali.locator('iframe[title="เอกสาร PDF"]');
    const path = (await frame.getAttribute('src')) ?? '';
    expect(path).to.equal(`/api/cases/${reference}/evidence/pdf/content`);
    await mali.getByRole('link', { name: /^เปิด เอกสาร PDF/ }).waitFor();
    const headers = (await mali.request.get(`${desk.running.url}${path}`)).headers();
    expect(headers['content-type']).to.equal('application/pdf');
    expect(headers['content-disposition']).to.match(/^inline/);
    expect(headers['content-security-policy']).to.include('sandbox');
    expect(headers['x-frame-options']).to.equal('SAMEORIGIN');
  });

  it('closes the reply when Messenger’s window has closed', async () => {
    const id = await waitingPerson(desk, '7208');
    await open(mali, id);
    await mali.getByTestId('desk-claim').click();
    await mali.locator('[data-window=free]').waitFor();
    const { store } = desk.running;
    const before = await store.conversation(conversationId(id));
    if (before === null) throw new Error('It was there.');
    await store.commit({
      conversation: {
        expectedVersion: before.version,
        next: {
          ...before,
          version: before.version + 1,
          windowOpenedAt: Date.now() - 25 * 3_600_000,
        },
      },
      live: [{ id: `${before.id}-closed`, at: Date.now(), topic: 'conversation', subject: id }],
    });
    await mali.locator('[data-window=closed]').waitFor();
    expect(await mali.getByTestId('desk-reply').isDisabled()).to.equal(true);
    expect(await mali.getByTestId('desk-send').isDisabled()).to.equal(true);
  });

  it('loads older lines when the reader scrolls up, each once and in order', async () => {
    const id = await waitingPerson(desk, '7209');
    for (let batch = 0; batch < 4; batch += 1) {
      const many = Array.from({ length: 25 }, (_, index) =>
        desk.message('7209', { text: `ข้อ ${batch * 25 + index}` }),
      );
      await desk.post(many);
      await desk.quiet();
    }
    await open(mali, id);
    await mali.getByTestId('desk-line').filter({ hasText: 'ข้อ 99' }).waitFor();
    expect(await mali.getByText('เริ่มต้นบทสนทนา').count(), 'not all is loaded').to.equal(0);
    await desk.until(async () => {
      await mali.evaluate(`document.querySelector('[data-testid=desk-lines]').scrollTop = 0`);
      return (await mali.getByText('เริ่มต้นบทสนทนา').count()) > 0;
    }, 10_000);
    const texts = await mali.getByTestId('desk-line').allTextContents();
    const numbers = texts.flatMap((text) => /ข้อ (\d+)/.exec(text)?.[1] ?? []).map(Number);
    expect(numbers).to.deep.equal(Array.from({ length: 100 }, (_, index) => index));
  });

  it('finds by words and by code, through all lists', async () => {
    const { id, reference } = await complaint(desk, '7210');
    await mali.goto(`${desk.running.url}/desk#/resolved`);
    await mali.getByRole('searchbox').fill(reference);
    await row(mali, id).waitFor();
    expect(await mali.getByTestId('desk-conversation').count()).to.equal(1);
    await mali.getByRole('searchbox').fill('ไม่มีคำนี้แน่นอน');
    await mali.getByText('ไม่พบ', { exact: true }).waitFor();
  });
});
