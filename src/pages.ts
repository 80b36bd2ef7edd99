import express, { type Router } from 'express';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PAGES: Readonly<Record<string, string>> = {
  '/desk': 'desk',
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
  router.get('/', (_request, response) =>
    response.redirect(options.simulator ? '/simulator' : '/track'),
  );
  return router;
}
