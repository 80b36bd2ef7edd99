// `npm run check`: every static check, all of them even when one fails.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensureBuild } from './lib/build.mjs';
import { BUDGETS, describe, firstLoads, overBudget } from './lib/first-load.mjs';
import { ensurePackages } from './lib/packages.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
ensurePackages();
const steps = [
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  ['lint', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']],
  ['types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']],
  ['types of the pages', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.web.json']],
];
if (existsSync('src/cli/lint-content.ts')) {
  steps.push(['content', ['scripts/run.mjs', 'lint-content']]);
}
let failed = 0;
for (const [name, args] of steps) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
  if (status !== 0) failed += 1;
}
await ensureBuild({ pages: true });
const loads = firstLoads();
const over = overBudget(loads);
for (const load of loads.filter(({ page }) => page in BUDGETS)) console.log(`  ${describe(load)}`);
console.log(`${over.length === 0 ? '✓' : '✗'} first load of the pages`);
if (over.length > 0) failed += 1;
process.exit(failed === 0 ? 0 : 1);
