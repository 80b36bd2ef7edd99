import { z } from 'zod';
import { CASE_STATUSES, type CaseStatus } from '../domain/case.ts';

export const NEXT_STEPS = [
  'wait_for_centre',
  'send_evidence',
  'wait_for_agency',
  'nothing',
  'contact_again',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** What comes next, seen by the person who filed the case. */
export const NEXT_STEP: Readonly<Record<CaseStatus, NextStep>> = {
  received: 'wait_for_centre',
  screening: 'wait_for_centre',
  need_more_evidence: 'send_evidence',
  coordinating: 'wait_for_centre',
  forwarded: 'wait_for_agency',
  agency_in_progress: 'wait_for_agency',
  resolved: 'contact_again',
  closed_advice: 'contact_again',
  closed_no_contact: 'contact_again',
  out_of_scope: 'contact_again',
  withdrawn: 'nothing',
};

export const trackQuestion = z.object({
  reference: z.string().max(60),
  secret: z.string().max(60),
});

const inTwoLanguages = z.object({ th: z.string(), en: z.string() });

export const trackAnswer = z.object({
  reference: z.string(),
  status: z.enum(CASE_STATUSES),
  /** Which body has the case now; `1212` is the centre itself. */
  holder: z.string(),
  /** How to reach it; null where nothing sure is known. */
  contact: z
    .object({
      name: inTwoLanguages,
      hotline: z.string().nullable(),
      website: z.string().nullable(),
      hours: inTwoLanguages.nullable(),
    })
    .nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  nextStep: z.enum(NEXT_STEPS),
  /** What happened, oldest first, and when the person was told; null: not told, or not yet. */
  history: z.array(
    z.object({
      at: z.iso.datetime(),
      status: z.enum(CASE_STATUSES),
      holder: z.string(),
      toldAt: z.iso.datetime().nullable(),
    }),
  ),
  /**
   * When the centre answered the person's wish to be erased, if the answer waits for them in the chat;
   * null: none waits. What it says is for the chat alone.
   */
  erasureAnsweredAt: z.iso.datetime().nullable(),
  /** Path of a QR code of the case's tracking link, without the secret; null: there is none. */
  picture: z.string().nullable(),
});
export type TrackAnswer = z.infer<typeof trackAnswer>;

export const RECEIPT_PROBLEMS = [
  'no_statement',
  'two_statements',
  'damaged',
  'unknown_key',
  'wrong_signature',
  'paper_changed',
] as const;

/** What a receipt says, or why it is not to be trusted. */
export const receiptAnswer = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('genuine'),
    statement: z.object({
      centre: z.string(),
      reference: z.string(),
      filedAt: z.iso.datetime(),
      issuedAt: z.iso.datetime(),
      type: z.string(),
      status: z.enum(CASE_STATUSES),
      evidence: z.array(z.object({ sha256: z.string(), bytes: z.number() })),
      keyId: z.string(),
    }),
  }),
  z.object({ status: z.literal('refused'), problem: z.enum(RECEIPT_PROBLEMS) }),
]);
export type ReceiptAnswer = z.infer<typeof receiptAnswer>;
