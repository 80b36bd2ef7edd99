/** What is sent to open or to change a case. */
import { z } from 'zod';
import { CASE_STATUSES } from '../../domain/case.ts';
import { MASK } from '../../domain/masking.ts';
import { COMPLAINT_TYPES } from '../../domain/problem-types.ts';
import { parseReferenceCode, type ReferenceCode } from '../../domain/reference-code.ts';
import { Problem } from '../../http/problem.ts';
import { partyShape } from './case-shapes.ts';

const slot = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'must be lower-case letters, digits and _');
/** What is shown masked to a member must not be stored in place of what is true. */
const unmasked = (text: string) => !text.includes(MASK);
const value = z.union([
  z.string().trim().min(1).max(2000).refine(unmasked, 'is masked: type it in full'),
  z.number(),
]);
const facts = z.record(slot, value);
export const factsBody = facts;
const party = partyShape.extend({
  value: z.string().trim().min(1).max(500).refine(unmasked, 'is masked: type it in full'),
});
const parties = z.array(party).max(50);
const type = z.enum(COMPLAINT_TYPES);
const onBehalfOf = z.string().trim().min(1).max(60).nullable();
const note = z.string().trim().min(1).max(5000);

/** Fits into one bubble beside its first words. */
const word = z.string().trim().min(1).max(500);

export const statusPreviewBody = z.strictObject({
  status: z.enum(CASE_STATUSES),
  word: word.exactOptional(),
});

export const newCaseBody = z.strictObject({
  /** Null: the person called. */
  conversation: z.string().max(200).nullable().default(null),
  type,
  urgent: z.boolean().default(false),
  /** Beside what the person has told the bot already; what stands here counts. */
  facts: facts.default({}),
  parties: parties.default([]),
  onBehalfOf: onBehalfOf.default(null),
  note: note.nullable().default(null),
});

export const caseChange = z.strictObject({
  /** The version that was seen; without it the newest is changed, whatever it is. */
  version: z.number().int().positive().exactOptional(),
  status: z.enum(CASE_STATUSES).exactOptional(),
  /** Told to the person with the status; only with one. */
  word: word.exactOptional(),
  type: type.exactOptional(),
  urgent: z.boolean().exactOptional(),
  facts: facts.exactOptional(),
  /** All of them, in place of those that stand. */
  parties: parties.exactOptional(),
  onBehalfOf: onBehalfOf.exactOptional(),
  /** The case that goes on instead; null: it is a case of its own after all. */
  duplicateOf: z.string().max(40).nullable().exactOptional(),
  note: note.exactOptional(),
});

/** @throws Problem 400 naming the field */
export function referenceIn(text: string, field: string): ReferenceCode {
  const parsed = parseReferenceCode(text);
  if (parsed.status === 'ok') return parsed.reference;
  throw new Problem(400, 'Some fields cannot be used.', {
    problems: [{ field, message: 'is no reference code' }],
  });
}
