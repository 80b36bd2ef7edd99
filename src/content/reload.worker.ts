/** Reads the content again beside the server's work: reading and training take a second or two. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { ContentError, readContent } from './content.ts';
import { changedModelsOf } from './models.ts';
import type { Reloaded } from './reload.ts';

const { folder, models, known } = z
  .object({
    folder: z.string(),
    models: z.string(),
    known: z.object({ intents: z.string(), faq: z.string() }),
  })
  .parse(workerData);
const answer = (reloaded: Reloaded) => parentPort?.postMessage(reloaded);

try {
  const source = readContent(folder);
  answer({ status: 'ok', source, models: changedModelsOf(source, models, known) });
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  answer({ status: 'invalid', problems: error.problems });
}
