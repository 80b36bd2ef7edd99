/** A paper in Thai or English: flowing text, tables of facts, a running head and page numbers. */
import PDFKit from 'pdfkit';
import type { Language } from '../domain/conversation.ts';
import type { Instant } from '../domain/ids.ts';
import { breakLines } from './break-lines.ts';
import { charactersOf } from './characters.ts';
import { fontBytes, type Face } from './fonts.ts';
import { printable, forFont } from './shape.ts';

export interface Frame {
  readonly language: Language;
  /** Name of the document for readers and for assistive technology. */
  readonly title: string;
  /** Who made it: the running head, left. */
  readonly issuer: string;
  /** Which one it is, e.g. the reference code: the running head, right. */
  readonly mark: string;
  /** Goes into the file, so that the same content gives the same bytes. */
  readonly createdAt: Instant;
  /** Plain signs that the file carries as they are, out of sight, for programs that look for them. */
  readonly carries?: string;
}

export interface Row {
  readonly label: string;
  readonly value: string;
  /** Small, below the value: who said it, and when. */
  readonly note?: string;
}

interface Style {
  readonly face: Face;
  readonly size: number;
  readonly color: string;
}

/** In points: A4 has 595 × 842. */
const PAGE = { left: 56, right: 56, top: 84, bottom: 72 } as const;
const LABEL_WIDTH = 140;
const GAP = 12;
/** Two marks above and one below a letter fit into one and a half times the size. */
const LEADING = 1.5;

const BODY: Style = { face: 'regular', size: 11, color: '#1a1a1a' };
const LABEL: Style = { face: 'bold', size: 11, color: '#1a1a1a' };
const NOTE: Style = { face: 'regular', size: 9, color: '#555555' };
const TITLE: Style = { face: 'bold', size: 18, color: '#1a1a1a' };
const HEADING: Style = { face: 'bold', size: 13, color: '#1a1a1a' };
const RULE = '#bbbbbb';

const PAGE_NUMBER: Readonly<Record<Language, (page: number, of: number) => string>> = {
  th: (page, of) => `หน้า ${page} จาก ${of}`,
  en: (page, of) => `Page ${page} of ${of}`,
};

interface Line {
  readonly text: string;
  readonly style: Style;
}

export class PaperDocument {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #frame: Frame;
  readonly #has: (codePoint: number) => boolean;
  #y: number = PAGE.top;

  constructor(frame: Frame) {
    this.#frame = frame;
    const date = new Date(frame.createdAt);
    this.#pdf = new PDFKit({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      lang: frame.language,
      displayTitle: true,
      info: { Title: frame.title, Author: frame.issuer, CreationDate: date, ModDate: date },
    });
    if (frame.carries !== undefined) Object.assign(this.#pdf.info, { Receipt: frame.carries });
    for (const face of ['regular', 'bold'] as const) this.#pdf.registerFont(face, fontBytes(face));
    this.#has = charactersOf(fontBytes('regular'));
    this.#write(TITLE, frame.title);
    this.space();
  }

  heading(text: string): void {
    this.space();
    // Never alone at the foot of a page.
    this.#need(4 * HEADING.size * LEADING);
    this.#write(HEADING, text);
    this.#rule();
  }

  paragraph(text: string, tone: 'body' | 'note' = 'body'): void {
    this.#write(tone === 'note' ? NOTE : BODY, text);
  }

  /** A table of two columns; a row that fits on a page is not torn apart. */
  rows(rows: readonly Row[]): void {
    this.#y += 4;
    for (const row of rows) this.#row(row);
  }

  /** @param bytes PNG or JPEG, drawn `width` points wide and `height` high at the left */
  image(
    bytes: Buffer,
    { width, height }: { readonly width: number; readonly height: number },
  ): void {
    this.#need(height);
    this.#pdf.image(bytes, PAGE.left, this.#y, { width, height });
    this.#y += height + GAP / 2;
  }

  space(): void {
    this.#y += GAP;
  }

  /** Numbers the pages and gives the file. Nothing can be added afterwards. */
  finish(): Promise<Buffer> {
    const { start, count } = this.#pdf.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.#pdf.switchToPage(start + page);
      this.#decorate(page + 1, count);
    }
    const parts: Buffer[] = [];
    return new Promise((resolve, reject) => {
      this.#pdf.on('data', (part: Buffer) => parts.push(part));
      this.#pdf.on('end', () => resolve(Buffer.concat(parts)));
      this.#pdf.on('error', reject);
      this.#pdf.end();
    });
  }

  #row({ label, value, note }: Row): void {
    const width = this.#width - LABEL_WIDTH - GAP;
    const left = this.#lines(LABEL, label, LABEL_WIDTH);
    const right = [
      ...this.#lines(BODY, value, width),
      ...(note === undefined ? [] : this.#lines(NOTE, note, width)),
    ];
    const height = Math.max(heightOf(left), heightOf(right));
    if (height <= this.#pageHeight) this.#need(height);
    for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
      const [first, second] = [left[index], right[index]];
      const step = heightOf([second ?? first].flatMap((line) => line ?? []));
      this.#need(step);
      if (first !== undefined) this.#draw(first, PAGE.left);
      if (second !== undefined) this.#draw(second, PAGE.left + LABEL_WIDTH + GAP);
      this.#y += step;
    }
    this.#rule();
  }

  #write(style: Style, text: string): void {
    for (const line of this.#lines(style, text, this.#width)) {
      this.#need(heightOf([line]));
      this.#draw(line, PAGE.left);
      this.#y += heightOf([line]);
    }
  }

  #lines(style: Style, text: string, width: number): readonly Line[] {
    this.#use(style);
    const measure = (part: string) => this.#pdf.widthOfString(forFont(part));
    const lines = breakLines(printable(text, this.#has), width, measure);
    return lines.map((line) => ({ text: line, style }));
  }

  #draw({ text, style }: Line, x: number, y = this.#y): void {
    if (text === '') return;
    this.#use(style);
    // Who copies or hears the line gets it as it was written, whatever glyphs show it.
    this.#pdf.markContent('Span', { actual: text });
    this.#pdf.text(forFont(text), x, y, { lineBreak: false });
    this.#pdf.endMarkedContent();
  }

  #decorate(page: number, of: number): void {
    const { issuer, mark, language } = this.#frame;
    const right = (text: string, y: number) => {
      this.#use(NOTE);
      const x = this.#pdf.page.width - PAGE.right - this.#pdf.widthOfString(forFont(text));
      this.#draw({ text, style: NOTE }, x, y);
    };
    const [head = ''] = breakLines(issuer, this.#width / 2, (part) =>
      this.#pdf.widthOfString(part),
    );
    this.#draw({ text: head, style: NOTE }, PAGE.left, 40);
    right(mark, 40);
    right(PAGE_NUMBER[language](page, of), this.#pdf.page.height - 48);
    this.#line(60);
  }

  #rule(): void {
    this.#line(this.#y + 2);
    this.#y += 6;
  }

  #line(y: number): void {
    const { width } = this.#pdf.page;
    this.#pdf.lineWidth(0.5).strokeColor(RULE);
    this.#pdf
      .moveTo(PAGE.left, y)
      .lineTo(width - PAGE.right, y)
      .stroke();
  }

  #need(height: number): void {
    if (this.#y + height <= this.#pdf.page.height - PAGE.bottom) return;
    this.#pdf.addPage();
    this.#y = PAGE.top;
  }

  #use({ face, size, color }: Style): void {
    this.#pdf.font(face).fontSize(size).fillColor(color);
  }

  get #width(): number {
    return this.#pdf.page.width - PAGE.left - PAGE.right;
  }

  get #pageHeight(): number {
    return this.#pdf.page.height - PAGE.top - PAGE.bottom;
  }
}

function heightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { style }) => sum + style.size * LEADING, 0);
}
