import express, { type Router } from 'express';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PAGES: Readonly<Record<string, string>> = {
  '/agency': 'agency',
  '/desk': 'desk',
  '/desk/supervisor': 'desk',
  '/desk/staff': 'desk',
  '/track': 'tracking',
  '/simulator': 'simulator',
};

/** The built pages. Without a build (tests of the interfaces) there are none. */
export function pageRoutes(folder: string, options: { readonly simulator: boolean }): Router {
  const router = express.Router();
  const built = join(folder, 'dist/pages');
  if (!existsSync(built)) return router;
  router.use('/assets', express.static(join(built, 'assets'), { immutable: true, maxAge: '1y' }));
  for (const [path, name] of Object.entries(PAGES)) {
    if (name === 'simulator' && !options.simulator) continue;
    router.get(path, (_request, response) => {
      response.set('Cache-Control', 'no-cache');
      response.sendFile(join(built, 'src', name, 'web', 'index.html'));
    });
  }
  // Its pages beside the conversations stand behind the `#`, so that no log sees what is looked for.
  router.get('/desk/:page', ({ params }, response) => {
    response.redirect(`/desk#/${encodeURIComponent(params.page)}`);
  });
  router.get('/', (_request, response) => {
    response.type('html').send(linksPage(options.simulator));
  });
  return router;
}

/** The way to each screen, for whoever opens the bare address. */
function linksPage(simulator: boolean): string {
  const links = [
    ['/track', 'ดูสถานะเรื่องร้องเรียน', 'Status of a complaint'],
    ['/desk', 'สำหรับเจ้าหน้าที่', 'For officers'],
    ...(simulator ? [['/simulator', 'ทดลองเป็นผู้ร้องเรียน', 'Try it as a consumer']] : []),
  ];
  const items = links.map(
    ([path, thai, english]) =>
      `<li><a href="${path}">${thai} <span lang="en">(${english})</span></a></li>`,
  );
  return `<!doctype html>
<html lang="th">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>1212 OCC</title>
<style>
:root { color-scheme: light dark }
body { font: 1.25rem/1.8 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem }
</style>
<h1>1212 OCC</h1>
<ul>${items.join('')}</ul>
</html>
`;
}
