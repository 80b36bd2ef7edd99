/** How a case is answered. */
import { z } from 'zod';
import { CASE_STATUSES, PARTY_KINDS, PARTY_ROLES } from '../../domain/case.ts';
import { COMPLAINT_TYPES } from '../../domain/problem-types.ts';

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
  /** Who said so, and how sure the bot was; null: not kept then. */
  typeSource: z
    .object({
      by: z.enum(['consumer', 'agent', 'bot']),
      staff: staffName.nullable(),
      confidence: z.number().nullable(),
      at: time,
    })
    .nullable(),
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
      /** What staff added for the person; null: nothing. */
      word: z.string().nullable(),
      /** When a message was written that tells the person; null: they were not told. */
      toldAt: time.nullable(),
    }),
  ),
  notes: z.array(z.object({ at: time, by: staffName, text: z.string() })),
  duplicateOf: z.string().nullable(),
  reopenCount: z.number(),
  onBehalfOf: z.string().nullable(),
  openedBy: staffName.nullable(),
  /** Keeps the case whatever its age; null: nothing does. */
  legalHold: z.object({ at: time, by: staffName, reason: z.string() }).nullable(),
  /** Whether numbers of people are hidden from who reads this. */
  masked: z.boolean(),
  allowedNext: z.array(z.enum(CASE_STATUSES)),
  createdAt: time,
  updatedAt: time,
});

/** What the person will be told of another status, before it is set. */
export const statusPreviewShape = z.object({
  /**
   * `later`: when the person writes the next time. `template`: at once, by the template that Meta has
   * approved, and the word later. `nobody`: no conversation belongs to the case.
   */
  when: z.enum(['now', 'template', 'later', 'nobody']),
  bubbles: z.array(z.string()),
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
export type StatusPreview = z.infer<typeof statusPreviewShape>;
export type SimilarView = z.infer<typeof similarShape>;
