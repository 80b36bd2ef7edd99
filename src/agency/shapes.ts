import { z } from 'zod';
import { COMPLAINT_TYPES } from '../domain/problem-types.ts';
import { AGENCY_ANSWERS, REFERRAL_STATUSES } from '../domain/referral.ts';

const time = z.iso.datetime();
const token = z.string().max(200);

export const lookQuestion = z.object({ token });

/** What an agency sees before it opens the bundle: no words, names or numbers of people. */
export const agencyPageShape = z.object({
  reference: z.string(),
  type: z.enum(COMPLAINT_TYPES),
  urgent: z.boolean(),
  agency: z.object({ th: z.string(), en: z.string() }),
  /** From the centre's staff. */
  note: z.string().nullable(),
  filedAt: time,
  sentAt: time,
  linkEndsAt: time,
  files: z.number(),
  status: z.enum(REFERRAL_STATUSES),
  /** To be given back with an answer: it tells what the agency had before its eyes. */
  version: z.number(),
  /** What the agency may say now. */
  answers: z.array(z.enum(AGENCY_ANSWERS)),
  /** What the agency itself has said, oldest first. */
  said: z.array(
    z.object({ at: time, status: z.enum(REFERRAL_STATUSES), note: z.string().nullable() }),
  ),
});
export type AgencyPage = z.infer<typeof agencyPageShape>;

export const agencyReply = z.object({
  token,
  version: z.number().int().positive(),
  status: z.enum(AGENCY_ANSWERS),
  note: z.string().trim().max(2_000).nullish(),
});
