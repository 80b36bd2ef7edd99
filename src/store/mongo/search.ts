import type { Model, PipelineStage } from 'mongoose';
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

/** The references of the cases that hold these words. */
export function caseHits(models: Models, words: string): Promise<string[]> {
  return hits(models.cases, words, '$_id', { updatedAt: -1 });
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
