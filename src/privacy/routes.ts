import express, { type Router } from 'express';
import { NOTICE_VERSION } from '../domain/consent.ts';
import { readDeletionCode, type DeletionRequest, type Seal } from '../domain/deletion-code.ts';
import type { KeepingDays } from '../domain/keeping.ts';
import { article, escape, page } from './html.ts';
import { englishNotice, thaiNotice } from './notice.ts';

/** `GET /privacy`, the notice in Thai and English, and `GET /privacy/deletion/:code`. */
export function privacyPages(options: {
  readonly days: KeepingDays;
  readonly seals: readonly Seal[];
}): Router {
  const router = express.Router();
  const notice = noticePage(options.days);
  router.get('/privacy', (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('html').send(notice);
  });
  router.get('/privacy/deletion/:code', (request, response) => {
    const found = readDeletionCode(request.params.code, options.seals);
    response
      .status(found === null ? 404 : 200)
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(found === null ? unknownPage() : statusPage(request.params.code, found));
  });
  return router;
}

function noticePage(days: KeepingDays): string {
  const switcher = '<p><a href="#en" lang="en">English</a></p>';
  const thai = article('th', 'ข้อมูลส่วนบุคคลของคุณ', `ประกาศฉบับที่ ${NOTICE_VERSION}`, thaiNotice(days));
  const english = article(
    'en',
    'Your personal data',
    `Notice ${NOTICE_VERSION}`,
    englishNotice(days),
  );
  return page('ข้อมูลส่วนบุคคล – 1212 OCC', `${switcher}\n${thai}\n<hr>\n${english}`);
}

/** Meta asks for a page that people understand, with the reason where something is not deleted. */
function statusPage(code: string, { at, found }: DeletionRequest): string {
  const day = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Asia/Bangkok' } as const;
  const thaiDay = new Date(at).toLocaleDateString('th-TH-u-ca-buddhist', day);
  const englishDay = new Date(at).toLocaleDateString('en-GB', day);
  const thai = found
    ? 'ศูนย์พบแชตของคุณแล้ว และลบให้ภายใน 1 วัน ถ้ายังมีเรื่องร้องเรียนที่เปิดอยู่ หรือกฎหมายสั่งให้เก็บ ศูนย์ต้องเก็บเรื่องนั้นไว้จนกว่าจะปิด'
    : 'เลขที่ Facebook ส่งมากับคำขอนี้ บอกไม่ได้ว่าเป็นแชตไหน ศูนย์จึงยังไม่ได้ลบอะไร ถ้าเคยคุยกับศูนย์ เปิดแชตเดิมแล้วพิมพ์ว่า ลบข้อมูลของฉัน หรือโทร 1212 ได้ 24 ชม.';
  const english = found
    ? 'We found your chat and erase it within a day. If you have a complaint that is still open, or the law orders it, we have to keep that one until it is closed.'
    : 'The number that Facebook sent with this request does not tell which chat is yours, so nothing has been erased yet. If you have talked to us, open the same chat and type: delete my data. Or call 1212 at any time.';
  return page(
    'คำขอลบข้อมูล – 1212 OCC',
    `<article lang="th"><h1>คำขอลบข้อมูล</h1>
<p>รหัสคำขอ ${escape(code)}<br>ได้รับเมื่อ ${thaiDay}</p><p>${thai}</p></article>
<hr>
<article lang="en"><h1>Request for deletion</h1>
<p>Code ${escape(code)}<br>Received on ${englishDay}</p><p>${english}</p></article>`,
  );
}

function unknownPage(): string {
  return page(
    'ไม่พบคำขอ – 1212 OCC',
    `<article lang="th"><h1>ไม่พบคำขอนี้</h1><p>ตรวจรหัสอีกครั้ง หรือโทร 1212 ได้ 24 ชม.</p></article>
<article lang="en"><h1>No such request</h1><p>Please check the code, or call 1212 at any time.</p></article>`,
  );
}
