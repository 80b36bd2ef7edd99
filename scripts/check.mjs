// `npm run check`: every static check, all of them even when one fails, two at once.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensureBuild } from './lib/build.mjs';
import { BUDGETS, describe, firstLoads, overBudget } from './lib/first-load.mjs';
import { ensurePackages } from './lib/packages.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
ensurePackages();
// The longest first.
const steps = [
  ['lint', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']],
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  ['types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']],
  ['types of the pages', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.web.json']],
];
if (existsSync('src/cli/lint-content.ts')) {
  steps.push(['content', ['scripts/run.mjs', 'lint-content']]);
}
let failed = 0;
const AT_ONCE = 2;
const left = [...steps];
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let step = left.shift(); step !== undefined; step = left.shift()) await check(step);
  }),
);

/** Runs one check and then shows what it said, in one piece. */
async function check([name, args]) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
  const code = await new Promise((resolve) => child.once('close', resolve));
  process.stdout.write(Buffer.concat(said));
  console.log(`${code === 0 ? '✓' : '✗'} ${name}`);
  if (code !== 0) failed += 1;
}

await ensureBuild({ pages: true });
const loads = firstLoads();
const over = overBudget(loads);
for (const load of loads.filter(({ page }) => page in BUDGETS)) console.log(`  ${describe(load)}`);
console.log(`${over.length === 0 ? '✓' : '✗'} first load of the pages`);
if (over.length > 0) failed += 1;
process.exit(failed === 0 ? 0 : 1);
