import type { Instant, ReferralId, StaffId } from './ids.ts';
import type { ReferenceCode } from './reference-code.ts';

export const REFERRAL_STATUSES = [
  /** Its mail waits to be sent. */
  'preparing',
  /** The agency's mail server took it, or staff handed it over. */
  'sent',
  /** The mail was refused for good, or could not be sent for days. */
  'failed',
  'acknowledged',
  'in_progress',
  'need_more_evidence',
  'resolved',
  /** The agency does not take it, with a reason. */
  'returned',
  /** Staff took it back. */
  'withdrawn',
] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

/** What an agency may say by its link. */
export const AGENCY_ANSWERS = [
  'acknowledged',
  'in_progress',
  'need_more_evidence',
  'resolved',
  'returned',
] as const satisfies readonly ReferralStatus[];
export type AgencyAnswer = (typeof AGENCY_ANSWERS)[number];

const AT_WORK = ['acknowledged', 'in_progress', 'need_more_evidence'] as const;
const ENDS = ['resolved', 'returned', 'withdrawn'] as const;

/** Where a referral may go from each status. */
const NEXT: Readonly<Record<ReferralStatus, readonly ReferralStatus[]>> = {
  // A mail that is sent anew goes to an agency that may answer by what it got before.
  preparing: ['sent', 'failed', ...AT_WORK, ...ENDS],
  sent: ['preparing', ...AT_WORK, ...ENDS],
  failed: ['preparing', 'sent', 'withdrawn'],
  acknowledged: ['preparing', 'in_progress', 'need_more_evidence', ...ENDS],
  in_progress: ['preparing', 'need_more_evidence', ...ENDS],
  need_more_evidence: ['preparing', 'in_progress', ...ENDS],
  resolved: [],
  returned: [],
  withdrawn: [],
};

export function mayBecome(from: ReferralStatus, to: ReferralStatus): boolean {
  return NEXT[from].includes(to);
}

/** The agency, or we, still have something to do with it. */
export function isOpenReferral({ status }: Pick<Referral, 'status'>): boolean {
  return NEXT[status].length > 0;
}

export interface ReferralEvent {
  readonly at: Instant;
  readonly status: ReferralStatus;
  readonly by: 'staff' | 'agency' | 'system';
  /** The member of staff, by name at that time; null for the others. */
  readonly name: string | null;
  /** What the agency or staff wrote; null: nothing. */
  readonly note: string | null;
}

/** Why a mail was not taken. */
export type MailProblem =
  'unreachable' | 'refused_for_now' | 'refused' | 'bad_address' | 'rejected_login' | 'no_mailer';

export interface ReferralMail {
  readonly to: string;
  /** 1, 2, …: each time that staff have it sent. Part of the Message-ID. */
  readonly round: number;
  readonly attempts: number;
  readonly problem: MailProblem | null;
  /** Null: it is not tried again by itself. */
  readonly nextTryAt: Instant | null;
}

/** A case handed to an agency. */
export interface Referral {
  readonly id: ReferralId;
  readonly version: number;
  readonly reference: ReferenceCode;
  /** Id in the registry. */
  readonly agency: string;
  readonly status: ReferralStatus;
  /** Null: staff hand it over themselves. */
  readonly mail: ReferralMail | null;
  /** To the agency, from staff. */
  readonly note: string | null;
  /** Makes the reply link; a new one ends every link that was given before. */
  readonly linkNonce: string;
  readonly linkExpiresAt: Instant;
  /** Since when an answer is overdue; null: it is not. */
  readonly overdueSince: Instant | null;
  readonly history: readonly ReferralEvent[];
  readonly createdBy: StaffId;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** The referral one step on. The caller has asked `mayBecome`. */
export function step(
  referral: Referral,
  event: ReferralEvent,
  change: Partial<Pick<Referral, 'mail' | 'linkNonce' | 'linkExpiresAt'>> = {},
): Referral {
  return {
    ...referral,
    ...change,
    version: referral.version + 1,
    status: event.status,
    overdueSince: null,
    history: [...referral.history, event],
    updatedAt: event.at,
  };
}

/** Since when staff should look at it: no answer, or no way to send it; null: nothing is wrong. */
export function stuckSince({ status, overdueSince, updatedAt }: Referral): Instant | null {
  return status === 'failed' ? updatedAt : overdueSince;
}

const MINUTE_MS = 60_000;
const WAITS_MIN = [1, 5, 15, 60, 120, 240, 480, 720, 720, 720] as const;

/** How long a mail rests after its `attempt`th failure, in milliseconds; null: it is given up, after two days. */
export function mailWait(attempt: number): number | null {
  const minutes = WAITS_MIN[attempt - 1];
  return minutes === undefined ? null : minutes * MINUTE_MS;
}
