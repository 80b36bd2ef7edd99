import { Worker } from 'node:worker_threads';
import type { ContentSource } from './content.ts';
import type { ContentModels } from './content-models.ts';
import type { ContentProblem } from './domain/content-problem.ts';

/** In tests the program runs from its sources; a thread does not inherit what makes that possible. */
const FROM_SOURCE = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL('./content-reload.worker.ts', import.meta.url).href)});
});`;

export type Reloaded =
  | { readonly status: 'ok'; readonly source: ContentSource; readonly models: ContentModels }
  | { readonly status: 'invalid'; readonly problems: readonly ContentProblem[] };

/**
 * Reads and trains the content in a thread of its own, so that no turn waits for it.
 * @param paths `folder` holds `dialogs/` and `knowledge/`; `models` keeps trained models
 */
export function reloadContent(paths: {
  readonly folder: string;
  readonly models: string;
}): Promise<Reloaded> {
  const worker = import.meta.url.endsWith('.ts')
    ? new Worker(FROM_SOURCE, { eval: true, workerData: paths })
    : new Worker(new URL('./content-reload.worker.js', import.meta.url), { workerData: paths });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The content was not read to its end.')));
  });
}
