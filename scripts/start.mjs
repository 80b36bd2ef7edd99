// `npm start`: installs and builds what is missing, then becomes the server itself, so that
// Ctrl-C and service managers speak to it directly.
import { ensurePackages } from './lib/packages.mjs';
import { ensureBuild } from './lib/build.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
ensurePackages();
await ensureBuild({ pages: true });
await import('../dist/server/main.js');
