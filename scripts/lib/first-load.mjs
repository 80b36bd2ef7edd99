// How much script a page loads before it shows anything, compressed as servers send it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** In bytes of 1,000 to the kB: the pages whose first load has a limit. */
export const BUDGETS = { desk: 300_000 };

/**
 * The gzipped bytes of each page's script: its entry and what that imports statically, and no chunk
 * that is only loaded on demand.
 */
export function firstLoads(folder = 'dist/pages') {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
  return Object.entries(manifest)
    .filter(([, { isEntry }]) => isEntry)
    .map(([key]) => ({
      page: key.split('/')[1],
      bytes: [...filesOf(manifest, key)]
        .map((file) => gzipSync(readFileSync(join(folder, file))).length)
        .reduce((sum, size) => sum + size, 0),
    }));
}

/** One line a page: what it loads, and its limit where it has one. */
export function describe({ page, bytes }) {
  const limit = BUDGETS[page];
  const of = limit === undefined ? '' : ` of ${limit / 1000} kB`;
  return `/${page}: ${(bytes / 1000).toFixed(1)} kB${of} of gzipped script at the first load`;
}

export function overBudget(loads) {
  return loads.filter(({ page, bytes }) => bytes >= (BUDGETS[page] ?? Infinity));
}

function filesOf(manifest, key, seen = new Set()) {
  const { file, imports = [] } = manifest[key];
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const next of imports) filesOf(manifest, next, seen);
  return seen;
}
