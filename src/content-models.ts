import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import { buildContent, type Content, type ContentSource } from './content.ts';
import { faqExamples } from './knowledge/faq-index.ts';
import { MODEL_VERSION, trainModel, type Example, type Model } from './understanding/model.ts';
import type { Lexicon } from './understanding/normalise.ts';

/** Both models of two states of the content, and a little more. */
const KEPT_FILES = 6;
const HASH_BYTES = 32;

export interface ContentModels {
  readonly intents: Model;
  readonly faq: Model;
}

/**
 * The models of a state of the content: from the files below `folder`, or trained now, which takes
 * about two seconds, and kept there. A damaged file is trained anew.
 */
export function modelsOf(source: ContentSource, folder: string): ContentModels {
  mkdirSync(folder, { recursive: true });
  const models = {
    intents: modelOf(source.examples, source.lexicon, folder),
    faq: modelOf(faqExamples(source.entries), source.lexicon, folder),
  };
  forgetOldFiles(folder);
  return models;
}

/** Content ready for use, its models kept below `folder`. */
export function contentOf(source: ContentSource, folder: string): Content {
  return buildContent(source, modelsOf(source, folder));
}

function modelOf(examples: readonly Example[], lexicon: Lexicon, folder: string): Model {
  const path = join(folder, `${keyOf(examples, lexicon)}.model`);
  const kept = readModel(path);
  if (kept !== null) return kept;
  const trained = trainModel(examples, lexicon);
  const bytes = serialize(trained);
  // Written beside and renamed: a process that dies meanwhile leaves no half file behind.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, Buffer.concat([hashOf(bytes), bytes]));
  renameSync(draft, path);
  return trained;
}

/** Names everything that the model depends on. */
function keyOf(examples: readonly Example[], { words, joined }: Lexicon): string {
  const parts = [MODEL_VERSION, process.versions.v8, examples, [...words], joined];
  return hashOf(Buffer.from(JSON.stringify(parts)))
    .toString('hex')
    .slice(0, 32);
}

/** The hash has shown that these are our own bytes; the shape is looked at, not each of 36,000 grams. */
const model = z.object({
  labels: z.array(z.string()),
  vocabulary: z.object({
    places: z.instanceof<typeof Map<string, number>>(Map),
    idf: z.instanceof(Float64Array),
  }),
  weights: z.array(z.instanceof(Float32Array)),
});

function readModel(path: string): Model | null {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return null;
  }
  const bytes = file.subarray(HASH_BYTES);
  if (!hashOf(bytes).equals(file.subarray(0, HASH_BYTES))) return null;
  return model.safeParse(deserialize(bytes)).data ?? null;
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

function forgetOldFiles(folder: string): void {
  const files = readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => ({ path, at: statSync(path).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of files.slice(KEPT_FILES)) rmSync(path, { force: true });
}
