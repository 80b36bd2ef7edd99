// Runs one of the command line programs under src/cli/: `node scripts/run.mjs NAME [arguments]`.
import { ensurePackages } from './lib/packages.mjs';
import { ensureBuild } from './lib/build.mjs';

const [, , name, ...rest] = process.argv;
process.chdir(new URL('..', import.meta.url).pathname);
ensurePackages();
await ensureBuild({ pages: false });
process.argv = [process.argv[0], `dist/server/cli/${name}.js`, ...rest];
await import(`../dist/server/cli/${name}.js`);
