import { z } from 'zod';
import { AGENCY_CHANNELS } from '../../domain/agency.ts';
import { REFERRAL_STATUSES } from '../../domain/referral.ts';
import { listOf, time } from '../shapes.ts';

const inTwo = z.object({ th: z.string(), en: z.string() });

export const agencyShape = z.object({
  id: z.string(),
  name: inTwo,
  short: inTwo,
  types: z.array(z.string()),
  evidence: z.array(z.string()),
  channel: z.enum(AGENCY_CHANNELS),
  email: z.string().nullable(),
  hotline: z.string().nullable(),
  line: z.string().nullable(),
  website: z.string().nullable(),
  hours: inTwo.nullable(),
  note: z.string().nullable(),
  /** What nobody has verified: never to be told to a consumer. */
  unverified: z.array(z.string()),
  reviewed: z.string(),
  needsReview: z.boolean(),
});

export const referralShape = z.object({
  id: z.string(),
  reference: z.string(),
  agency: z.string(),
  status: z.enum(REFERRAL_STATUSES),
  /** Null: staff hand it over themselves. */
  mail: z
    .object({
      to: z.string(),
      attempts: z.number(),
      problem: z.string().nullable(),
      nextTryAt: time.nullable(),
    })
    .nullable(),
  note: z.string().nullable(),
  overdueSince: time.nullable(),
  history: z.array(
    z.object({
      at: time,
      status: z.enum(REFERRAL_STATUSES),
      by: z.enum(['staff', 'agency', 'system']),
      name: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  /** What may be done with it now. */
  may: z.object({ resend: z.boolean(), handOver: z.boolean(), withdraw: z.boolean() }),
  createdAt: time,
  updatedAt: time,
});

/** The referrals of a case, and who else could take it. */
export const caseReferralsShape = listOf(referralShape).extend({
  suggestions: z.array(
    z.object({
      agency: agencyShape,
      present: z.array(z.string()),
      missing: z.array(z.string()),
    }),
  ),
  /** Whether there is a mail server. */
  mails: z.boolean(),
});

export const referralOrder = z.object({
  agency: z.string().min(1).max(60),
  by: z.enum(['email', 'hand']).default('email'),
  email: z.email().max(254).nullish(),
  note: z.string().trim().max(2_000).nullish(),
  together: z.boolean().default(false),
  /** Id of the referral that this one replaces. */
  instead: z.string().max(60).nullish(),
});
export const resendOrder = z.object({ email: z.email().max(254).nullish() });
export const withdrawOrder = z.object({ note: z.string().trim().max(2_000).nullish() });

export type ReferralView = z.infer<typeof referralShape>;
export type AgencyView = z.infer<typeof agencyShape>;
export type CaseReferralsView = z.infer<typeof caseReferralsShape>;
