import { ofCase } from '../domain/audit.ts';
import type { Case, CaseStatus } from '../domain/case.ts';
import type { Instant } from '../domain/ids.ts';
import {
  isOpenReferral,
  mayBecome,
  step,
  type AgencyAnswer,
  type Referral,
} from '../domain/referral.ts';
import { givenBack } from './move-referral.ts';
import {
  commitSteps,
  moveCase,
  otherOpen,
  overdueTimer,
  timersOf,
  type ReferralTools,
} from './referral-tools.ts';
import { referralOfToken } from './reply-link.ts';

export type Answered =
  | { readonly status: 'ok'; readonly referral: Referral }
  /** Somebody answered meanwhile; this is how it stands. */
  | { readonly status: 'stale' | 'not_allowed'; readonly referral: Referral }
  /** It needs a reason, in words. */
  | { readonly status: 'no_reason' }
  | { readonly status: 'no_link' };

/** What an agency says by its link, and which version of the referral it had before its eyes. */
export interface AgencySays {
  readonly status: AgencyAnswer;
  readonly note: string | null;
  readonly version: number;
}

const NEEDS_REASON: readonly AgencyAnswer[] = ['returned', 'need_more_evidence'];
/** What the case becomes; the first that its status allows. */
const CASE_BECOMES: Readonly<Record<AgencyAnswer, readonly CaseStatus[]>> = {
  acknowledged: [],
  in_progress: ['agency_in_progress', 'forwarded'],
  need_more_evidence: ['need_more_evidence'],
  resolved: ['resolved'],
  returned: ['coordinating'],
};

/** Takes an agency's answer; the same one sent twice is one. */
export async function answerReferral(
  tools: ReferralTools & { readonly secret: string },
  token: string,
  says: AgencySays,
): Promise<Answered> {
  const { store, clock, secret } = tools;
  if (NEEDS_REASON.includes(says.status) && says.note === null) return { status: 'no_reason' };
  for (;;) {
    const now = clock.now();
    const referral = await referralOfToken(store, token, { secret, now });
    if (referral === null) return { status: 'no_link' };
    if (referral.version !== says.version) {
      return { status: repeats(referral, says) ? 'ok' : 'stale', referral };
    }
    if (!mayAnswer(referral, says)) return { status: 'not_allowed', referral };
    const record = await store.caseByReference(referral.reference);
    if (record === null) return { status: 'no_link' };
    const { status, note } = says;
    const next = step(referral, { at: now, status, by: 'agency', name: null, note });
    const done = await commitSteps(
      tools,
      {
        case: record,
        moved: await caseAfter(tools, referral, record, status, now),
        referrals: [{ expectedVersion: referral.version, next }],
        audit: [
          {
            at: now,
            actor: `agency:${referral.agency}`,
            action: 'referral.answered',
            subject: ofCase(referral.reference),
            details: { referral: referral.id, status },
          },
        ],
        ...(isOpenReferral(next)
          ? { timers: [overdueTimer(next, now + tools.answerMs)] }
          : { cancelTimers: timersOf(next) }),
      },
      now,
    );
    if (done === 'committed') return { status: 'ok', referral: next };
  }
}

/** More words to the same state are an answer too. */
function mayAnswer(referral: Referral, { status, note }: AgencySays): boolean {
  const again = status === referral.status && note !== null && isOpenReferral(referral);
  return again || mayBecome(referral.status, status);
}

function repeats(referral: Referral, says: AgencySays): boolean {
  const last = referral.history.at(-1);
  return (
    referral.version === says.version + 1 &&
    last?.by === 'agency' &&
    last.status === says.status &&
    last.note === says.note
  );
}

async function caseAfter(
  tools: ReferralTools,
  referral: Referral,
  record: Case,
  answer: AgencyAnswer,
  now: Instant,
): Promise<Case | null> {
  const name = tools.agencies().find(({ id }) => id === referral.agency)?.short.th;
  const by = name ?? referral.agency;
  if (answer === 'returned') return givenBack(tools, referral, record, by, now);
  // Solved for one agency is not solved while another one works on it.
  if (answer === 'resolved' && (await otherOpen(tools.store, referral)).length > 0) return null;
  const { holder } = record;
  return moveCase(record, { status: CASE_BECOMES[answer], holder }, by, now);
}
