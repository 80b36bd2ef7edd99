import { existsSync } from 'node:fs';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { expect } from 'chai';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { PASSWORD } from '../fakes/desk-people.ts';

/** A slow machine with everything at once on it takes long; nothing here measures time. */
const PATIENCE_MS = 30_000;

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] || '/usr/bin/chromium';
  expect(existsSync(executablePath), 'Chromium is missing: apt-get install chromium').to.equal(
    true,
  );
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A page of its own browser profile; errors of its scripts are collected and must stay none. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 820 },
    locale: 'th-TH',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, errors };
}

export async function signInAt(page: Page, url: string, username: string): Promise<void> {
  await page.goto(`${url}/desk`);
  await page.getByLabel('ชื่อผู้ใช้').fill(username);
  await page.getByLabel('รหัสผ่าน').first().fill(PASSWORD);
  await page.getByRole('button', { name: 'เข้าสู่ระบบ' }).click();
  await page.getByRole('navigation').waitFor();
}

/** Waits until an expression is true in the page; its policy forbids Playwright's own way. */
export async function holds(page: Page, expression: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while ((await page.evaluate(expression)) !== true) {
    if (Date.now() > end) throw new Error(`It never came true: ${expression}`);
    await page.waitForTimeout(50);
  }
}

export const STILL = 'document.getAnimations().length === 0';

/** One address for browsers while the server behind it stops and starts on other ports. */
export class SteadyAddress {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  target = '';

  constructor() {
    this.#server = createServer((socket) => {
      const { hostname, port } = new URL(this.target);
      const behind = connect(Number(port), hostname);
      for (const end of [socket, behind]) {
        this.#sockets.add(end);
        end.on('error', () => end.destroy());
        end.on('close', () => {
          this.#sockets.delete(end);
          socket.destroy();
          behind.destroy();
        });
      }
      socket.pipe(behind).pipe(socket);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}
