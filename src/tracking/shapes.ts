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

export const trackAnswer = z.object({
  reference: z.string(),
  status: z.enum(CASE_STATUSES),
  /** Which body has the case now; `1212` is the centre itself. */
  holder: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  nextStep: z.enum(NEXT_STEPS),
});
export type TrackAnswer = z.infer<typeof trackAnswer>;
