/** How a case is answered. */
import { z } from 'zod';
import { CASE_STATUSES, PARTY_KINDS, PARTY_ROLES } from '../domain/case.ts';
import { COMPLAINT_TYPES } from '../domain/problem-types.ts';

const time = z.iso.datetime();
const staffName = z.object({ id: z.string(), name: z.string() });

const source = z.object({
  by: z.enum(['consumer', 'agent', 'bot']),
  /** Who of the staff; null: nobody of them. */
  staff: staffName.nullable(),
  messageId: z.string().nullable(),
  at: time,
});
const value = z.union([z.string(), z.number()]);

export const partyShape = z.object({
  role: z.enum(PARTY_ROLES),
  kind: z.enum(PARTY_KINDS),
  value: z.string(),
  /** Of an account, by its code; missing: not said. */
  bank: z.string().exactOptional(),
});

export const caseShape = z.object({
  reference: z.string(),
  /** To be sent with a change, which is refused when the case has another one by then. */
  version: z.number(),
  type: z.enum(COMPLAINT_TYPES),
  status: z.enum(CASE_STATUSES),
  holder: z.string(),
  urgency: z.enum(['urgent', 'normal']),
  facts: z.record(
    z.string(),
    z.object({
      value,
      source,
      /** What stood there before it was corrected, oldest first. */
      earlier: z.array(z.object({ value, source })),
    }),
  ),
  parties: z.array(partyShape),
  conversations: z.array(z.string()),
  history: z.array(
    z.object({
      at: time,
      status: z.enum(CASE_STATUSES),
      holder: z.string(),
      by: z.string(),
      /** When a message was written that tells the person; null: they were not told. */
      toldAt: time.nullable(),
    }),
  ),
  notes: z.array(z.object({ at: time, by: staffName, text: z.string() })),
  duplicateOf: z.string().nullable(),
  reopenCount: z.number(),
  onBehalfOf: z.string().nullable(),
  openedBy: staffName.nullable(),
  allowedNext: z.array(z.enum(CASE_STATUSES)),
  createdAt: time,
  updatedAt: time,
});

/** A case that was just opened. `secret` is told this once; null: it went to the person in the chat. */
export const openedCaseShape = z.object({ case: caseShape, secret: z.string().nullable() });

/** Another case, and what it has in common with this one. */
export const similarShape = z.object({
  reference: z.string(),
  type: z.enum(COMPLAINT_TYPES),
  status: z.enum(CASE_STATUSES),
  likeness: z.array(
    z.enum(['same_person', 'same_name', 'same_bank_account', 'same_phone', 'same_url']),
  ),
  /** Of the same type as well. */
  maybeDuplicate: z.boolean(),
  createdAt: time,
});

export type CaseView = z.infer<typeof caseShape>;
export type SimilarView = z.infer<typeof similarShape>;
