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
import { endianness } from 'node:os';
import { join } from 'node:path';
import type { ContentSource } from './content.ts';
import { faqExamples } from '../knowledge/faq-index.ts';
import { Classifier } from '../understanding/classifier.ts';
import { modelFromBytes, modelToBytes } from '../understanding/model-bytes.ts';
import { MODEL_VERSION, trainModel, type Model, type Prior } from '../understanding/model.ts';
import type { Lexicon } from '../understanding/normalise.ts';

/** Both models of two states of the content, and a little more. */
const KEPT_FILES = 6;
const HASH_BYTES = 32;

export interface ContentModels {
  readonly intents: KeptModel;
  readonly faq: KeptModel;
}

/** A model with the name of everything that it depends on. */
export interface KeptModel {
  readonly key: string;
  readonly model: Model;
}

/** The name that a model of this content has, of each kind. */
export type ModelKeys = Readonly<Record<keyof ContentModels, string>>;

/**
 * The models of a state of the content: from the files below `folder`, or trained now, which takes
 * about a second each, and kept there. A damaged file is trained anew.
 */
export function modelsOf(source: ContentSource, folder: string): ContentModels {
  const { intents, faq } = wantedModels(source, folder);
  const models = { intents: intents.get(), faq: faq.get() };
  forgetOldFiles(folder);
  return models;
}

/** Only the models that `known` does not have yet. */
export function changedModelsOf(
  source: ContentSource,
  folder: string,
  known: ModelKeys,
): Partial<ContentModels> {
  const { intents, faq } = wantedModels(source, folder);
  const models = {
    ...(intents.key === known.intents ? {} : { intents: intents.get() }),
    ...(faq.key === known.faq ? {} : { faq: faq.get() }),
  };
  forgetOldFiles(folder);
  return models;
}

function wantedModels({ examples, entries, strangers, lexicon }: ContentSource, folder: string) {
  mkdirSync(folder, { recursive: true });
  const wanted = (parts: unknown, train: () => Model) => {
    const key = keyOf(parts, lexicon);
    const path = join(folder, `${key}.model`);
    let model: Model | null = null;
    return { key, get: () => ({ key, model: (model ??= keptOrTrained(path, train)) }) };
  };
  const intents = wanted(examples, () => trainModel(examples, lexicon));
  const trainedOn = faqExamples(entries, strangers);
  // Entries are found with the help of the intents: they change together.
  const faq = wanted([intents.key, trainedOn], () =>
    trainModel(trainedOn, lexicon, priorOf(intents.get().model, lexicon)),
  );
  return { intents, faq };
}

const priorOf = (model: Model, lexicon: Lexicon): Prior => new Classifier(model, lexicon).asPrior;

function keptOrTrained(path: string, train: () => Model): Model {
  const kept = readModel(path);
  if (kept !== null) return kept;
  const trained = train();
  const bytes = modelToBytes(trained);
  // Written beside and renamed: a process that dies meanwhile leaves no half file behind.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, Buffer.concat([hashOf(bytes), bytes]));
  renameSync(draft, path);
  return trained;
}

/** Names everything that the model depends on. */
function keyOf(trainedOn: unknown, { words, joined, concepts }: Lexicon): string {
  const parts = [MODEL_VERSION, endianness(), trainedOn, [...words], joined, concepts];
  return hashOf(Buffer.from(JSON.stringify(parts)))
    .toString('hex')
    .slice(0, 32);
}

function readModel(path: string): Model | null {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return null;
  }
  const bytes = file.subarray(HASH_BYTES);
  if (!hashOf(bytes).equals(file.subarray(0, HASH_BYTES))) return null;
  return modelFromBytes(bytes);
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

function forgetOldFiles(folder: string): void {
  const files = readdirSync(folder)
    .map((name) => join(folder, name))
    // Another process may have renamed or removed it meanwhile.
    .map((path) => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of files.slice(KEPT_FILES)) rmSync(path, { force: true });
}
