/** Shows text as grey pixels: as Poppler shows a PDF, and as Chromium (HarfBuzz) draws it itself. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { fontBytes } from '../../src/documents/fonts.ts';

/** Row by row, 0 black to 255 white. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** Each page of a PDF. */
export function pagesOf(pdf: Buffer, dpi: number): readonly Raster[] {
  const tool = process.env['PDFTOPPM_PATH'] || 'pdftoppm';
  return withFile(pdf, (folder) => {
    const run = spawnSync(tool, ['-gray', '-r', String(dpi), 'paper.pdf', 'page'], { cwd: folder });
    if (run.status !== 0)
      throw new Error(`pdftoppm did not run: ${run.stderr?.toString() ?? 'not installed'}`);
    const names = readdirSync(folder).filter((name) => name.endsWith('.pgm'));
    return names.sort().map((name) => readPgm(readFileSync(join(folder, name))));
  });
}

/** The text of a PDF as a reader copies it, a line of it a line. */
export function textOf(pdf: Buffer): string {
  const tool = (process.env['PDFTOPPM_PATH'] || 'pdftoppm').replace(/pdftoppm$/, 'pdftotext');
  return withFile(pdf, (folder) => {
    const run = spawnSync(tool, ['paper.pdf', '-'], { cwd: folder, maxBuffer: 2 ** 26 });
    if (run.status !== 0) throw new Error('pdftotext did not run.');
    return run.stdout.toString();
  });
}

function withFile<Result>(pdf: Buffer, work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf);
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readPgm(bytes: Buffer): Raster {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 60));
  if (head === null) throw new Error('This is not a grey PGM.');
  return {
    width: Number(head[1]),
    height: Number(head[2]),
    grey: bytes.subarray(head[0].length),
  };
}

const drawn = z.array(z.object({ width: z.number(), height: z.number(), grey: z.string() }));

/** What the browser runs: `draw(width, height, paint)` gives a canvas as grey pixels. */
const DRAW = `
  const draw = (width, height, paint) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = '#000';
    paint(pen);
    const { data } = pen.getImageData(0, 0, width, height);
    let grey = '';
    for (let at = 0; at < data.length; at += 4) grey += String.fromCharCode(data[at]);
    return { width, height, grey: btoa(grey) };
  };`;

/** Each word in Sarabun, `size` pixels high, as the browser shapes it. */
export function drawnByBrowser(
  page: Page,
  words: readonly string[],
  size: number,
): Promise<readonly Raster[]> {
  const font = fontBytes('regular').toString('base64');
  return drawIn(
    page,
    `const face = new FontFace('Paper', 'url(data:font/ttf;base64,${font})');
    document.fonts.add(await face.load());
    return ${JSON.stringify(words)}.map((word) =>
      draw(${Math.ceil(size)} * (word.length + 2), ${Math.ceil(size * 3)}, (pen) => {
        pen.font = '${size}px Paper';
        pen.fillText(word, ${size}, ${size * 2});
      }));`,
  );
}

/** A stored picture, read by the browser. */
export async function pictureOf(page: Page, png: Buffer): Promise<Raster> {
  const [picture] = await drawIn(
    page,
    `const image = new Image();
    image.src = 'data:image/png;base64,${png.toString('base64')}';
    await image.decode();
    return [draw(image.width, image.height, (pen) => pen.drawImage(image, 0, 0))];`,
  );
  if (picture === undefined) throw new Error('The picture was not read.');
  return picture;
}

async function drawIn(page: Page, script: string): Promise<readonly Raster[]> {
  const result = await page.evaluate(`(async () => { ${DRAW} ${script} })()`);
  return drawn
    .parse(result)
    .map(({ width, height, grey }) => ({ width, height, grey: Buffer.from(grey, 'base64') }));
}
