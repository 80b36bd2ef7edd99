import { Worker } from 'node:worker_threads';
import type { ContentSource } from './content.ts';
import type { ContentModels, ModelKeys } from './models.ts';
import type { ContentProblem } from '../domain/content-problem.ts';

/** In tests the program runs from its sources; a thread does not inherit what makes that possible. */
const FROM_SOURCE = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL('./reload.worker.ts', import.meta.url).href)});
});`;

export type Reloaded =
  | {
      readonly status: 'ok';
      readonly source: ContentSource;
      /** Those that have changed; a model is large and the others are in use already. */
      readonly models: Partial<ContentModels>;
    }
  | { readonly status: 'invalid'; readonly problems: readonly ContentProblem[] };

/**
 * Reads and trains the content in a thread of its own, so that no turn waits for it.
 * @param job `folder` holds `dialogs/` and `knowledge/`; `models` keeps trained models; `known`
 * names the models in use
 */
export function reloadContent(job: {
  readonly folder: string;
  readonly models: string;
  readonly known: ModelKeys;
}): Promise<Reloaded> {
  // Built, this file is a part of main.js.
  const worker = import.meta.url.endsWith('.ts')
    ? new Worker(FROM_SOURCE, { eval: true, workerData: job })
    : new Worker(new URL('./content/reload.worker.js', import.meta.url), { workerData: job });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The content was not read to its end.')));
  });
}
