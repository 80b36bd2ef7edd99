import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const found = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** What axe-core finds wrong on the page as it stands: `rule: element`, one a line. */
export async function violations(page: Page): Promise<string[]> {
  // The page's own policy lets no foreign script in; evaluation in the page's world is not one.
  await page.evaluate(source);
  const result = await page.evaluate('axe.run().then(({ violations }) => violations)');
  return found
    .parse(result)
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
