import type { Model, PipelineStage } from 'mongoose';
import { conversationId } from '../../domain/ids.ts';
import { personKey, searchedForms } from '../../domain/party-key.ts';
import { SEARCHED_MOST } from '../../domain/search-text.ts';
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
 */
export async function caseHits(models: Models, words: string): Promise<string[]> {
  const own = searchedForms(words).map((form) =>
    hits(models.cases, form, '$_id', { updatedAt: -1 }),
  );
  const people = await hits(models.conversations, words, '$_id', { updatedAt: -1 });
  const keys = people.map((id) => personKey(conversationId(id)));
  const theirs =
    keys.length === 0 ? [] : await models.cases.find({ keys: { $in: keys } }, { _id: 1 }).lean();
  return [...new Set([...(await Promise.all(own)).flat(), ...theirs.map(({ _id }) => _id)])];
}

/** Reads the newest texts that may hold the words, as they stand in lower case. */
async function hits<Row extends { _id: string; search: string; grams?: number[] }>(
  model: Model<Row>,
  words: string,
  id: string,
  newest: Record<string, -1>,
): Promise<string[]> {
  const text = words.trim().toLowerCase();
  const candidates = await mayHold(model, text);
  const holds = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const stages: PipelineStage[] = [
    { $match: candidates },
    { $sort: candidates.grams === undefined ? newest : { _id: -1 } },
    { $limit: SEARCHED_MOST },
    { $match: { search: holds } },
    { $group: { _id: id } },
  ];
  const rows = await model.aggregate<{ _id: string }>(stages);
  return rows.map(({ _id }) => _id);
}
