import type { Model, PipelineStage } from 'mongoose';
import { conversationId } from '../../domain/ids.ts';
import { personKey, searchedForms } from '../../domain/party-key.ts';
import { isShort, NAMED_MOST, READ_MOST, SEARCHED_MOST } from '../../domain/search-text.ts';
import { mayHold } from './grams.ts';
import type { Models } from './models.ts';

/** The ids of the conversations that hold these words themselves or in a line. */
export async function conversationHits(models: Models, words: string): Promise<string[]> {
  const [own, byLine] = await Promise.all([
    hits(models.conversations, words, '$_id', { updatedAt: -1 }),
    hits(models.messages, words, '$conversationId', { _id: -1 }),
  ]);
  return [...new Set([...own, ...byLine])];
}

/**
 * The references of the cases that hold these words in one of their forms, and of those of people
 * whose name holds them.
 * @param list the list that is searched: a word that stands in no index is looked for in its first
 * cases, so many that `limit` of them are found
 */
export async function caseHits(
  models: Models,
  words: string,
  list: Record<string, unknown>,
  limit: number,
): Promise<string[]> {
  const text = words.trim().toLowerCase();
  const found = await Promise.all([
    ...searchedForms(words).map((form) =>
      isShort(form) ? readCases(models, form, list, limit) : casesByText(models, form, list, limit),
    ),
    ...(isShort(text) ? [] : [casesOfNamed(models, text, list, limit)]),
  ]);
  return [...new Set(found.flat())];
}

/** The first of the list that hold the words; what is not shown leaves the server not even by its code. */
async function casesByText(
  models: Models,
  text: string,
  list: Record<string, unknown>,
  limit: number,
): Promise<string[]> {
  const rows = await models.cases.aggregate<{ _id: string }>([
    { $match: await mayHold(models.cases, text) },
    { $sort: { _id: -1 } },
    { $limit: SEARCHED_MOST },
    { $match: { ...list, search: literally(text) } },
    { $sort: LATEST },
    { $limit: limit },
    { $project: { _id: 1 } },
  ]);
  return rows.map(({ _id }) => _id);
}

async function casesOfNamed(
  models: Models,
  text: string,
  list: Record<string, unknown>,
  limit: number,
): Promise<string[]> {
  const people = await hits(models.conversations, text, '$_id', { updatedAt: -1 }, NAMED_MOST);
  const keys = people.map((id) => personKey(conversationId(id)));
  if (keys.length === 0) return [];
  const theirs = await models.cases
    .find({ ...list, keys: { $in: keys } }, { _id: 1 })
    .sort(LATEST)
    .limit(limit)
    .lean();
  return theirs.map(({ _id }) => _id);
}

/** Nearly every case holds nearly every letter: few of the list are read before many are. */
async function readCases(
  models: Models,
  text: string,
  list: Record<string, unknown>,
  limit: number,
): Promise<string[]> {
  const few = limit * FEW;
  if (few >= READ_MOST) return readFirst(models, text, list, { limit, most: READ_MOST });
  const found = await readFirst(models, text, list, { limit, most: few });
  return found.length >= limit ? found : readFirst(models, text, list, { limit, most: READ_MOST });
}

async function readFirst(
  models: Models,
  text: string,
  list: Record<string, unknown>,
  { limit, most }: { readonly limit: number; readonly most: number },
): Promise<string[]> {
  const rows = await models.cases
    .find(list, { _id: 1, search: 1, keys: 1 })
    .sort(LATEST)
    .limit(most)
    .lean();
  const own = rows.filter(({ search }) => search.includes(text));
  const last = own[limit - 1];
  const read = last === undefined ? rows : rows.slice(0, rows.indexOf(last) + 1);
  const people = read.flatMap(({ keys = [] }) => keys.filter((key) => key.startsWith(PERSON)));
  const named = await models.conversations
    .find(
      { _id: { $in: people.map((key) => key.slice(PERSON.length)) }, search: literally(text) },
      { _id: 1 },
    )
    .lean();
  const theirs = new Set(named.map(({ _id }) => `${PERSON}${_id}`));
  return read
    .filter(({ search, keys = [] }) => search.includes(text) || keys.some((key) => theirs.has(key)))
    .map(({ _id }) => _id);
}

const LATEST = { updatedAt: -1, _id: -1 } as const;
/** So many times the cases that are wanted are read at first. */
const FEW = 3;

/** What the key of a person begins with (`personKey`). */
const PERSON = personKey(conversationId(''));

/** Reads the newest texts that may hold the words, as they stand in lower case. */
async function hits<Row extends { _id: string; search: string; grams?: number[] }>(
  model: Model<Row>,
  words: string,
  id: string,
  newest: Record<string, -1>,
  most = SEARCHED_MOST,
): Promise<string[]> {
  const text = words.trim().toLowerCase();
  const candidates = await mayHold(model, text);
  const stages: PipelineStage[] = [
    { $match: candidates },
    { $sort: candidates.grams === undefined ? newest : { _id: -1 } },
    { $limit: most },
    { $match: { search: literally(text) } },
    { $group: { _id: id } },
  ];
  const rows = await model.aggregate<{ _id: string }>(stages);
  return rows.map(({ _id }) => _id);
}

function literally(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
