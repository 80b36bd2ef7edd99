// Builds the server (esbuild) and the pages (vite) when their sources have changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, firstLoads } from './first-load.mjs';

export async function ensureBuild({ pages }) {
  const sources = listFiles('src');
  const server = sources.filter((file) => !file.includes('/web/'));
  await step('server', 'dist/server', [...server, 'package-lock.json'], async () => {
    const { build } = await import('esbuild');
    const entryPoints = server.filter(
      (file) =>
        file === 'src/main.ts' || file.startsWith('src/cli/') || file.endsWith('.worker.ts'),
    );
    await build({
      entryPoints,
      outdir: 'dist/server',
      outbase: 'src',
      bundle: true,
      // What is imported on demand (the MongoDB engine) stays a file of its own.
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      sourcemap: true,
      logLevel: 'warning',
    });
  });
  if (!pages || !existsSync('vite.config.ts')) return;
  const web = sources.filter((file) => file.includes('/web/') || file.startsWith('src/domain/'));
  await step('pages', 'dist/pages', [...web, 'vite.config.ts', 'package-lock.json'], async () => {
    const { build } = await import('vite');
    // Else the tests' NODE_ENV would put the slow, large builds of libraries into the pages.
    const { NODE_ENV } = process.env;
    process.env.NODE_ENV = 'production';
    await build({ logLevel: 'warn' });
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
    for (const load of firstLoads()) console.error(`› ${describe(load)}`);
  });
}

async function step(name, folder, files, run) {
  const stamp = join('dist', `.${name}-stamp`);
  const hash = createHash('sha256');
  for (const file of files) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file}:${mtimeMs}:${size};`);
  }
  const digest = hash.digest('hex');
  if (existsSync(folder) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  console.error(`› Building the ${name} …`);
  await run();
  mkdirSync('dist', { recursive: true });
  writeFileSync(stamp, digest);
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(path) : [path];
    })
    .sort();
}
