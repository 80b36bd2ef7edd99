import { allowedNextStatuses, type Case, type CaseStatus } from '../domain/case.ts';
import type { Agency } from '../domain/agency.ts';
import type { AuditDraft } from '../domain/audit.ts';
import type { Instant } from '../domain/ids.ts';
import { isOpenReferral, type Referral } from '../domain/referral.ts';
import type { Timer } from '../domain/timer.ts';
import type { Change, Clock, Ids, Store } from '../ports.ts';

/** What the use cases of referrals work with. */
export interface ReferralTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The registry as it is now. */
  readonly agencies: () => readonly Agency[];
  /** What a case's new status brings into its conversation: the person is told. */
  readonly news: (changed: Case, now: Instant) => Promise<Change>;
  /** Whether there is a mail server. */
  readonly mails: boolean;
  /** How long an agency may be silent, in milliseconds. */
  readonly answerMs: number;
}

/** Steps of referrals, and what they do to their case, as one commit. */
export interface Steps {
  readonly case: Case;
  /** The case after it; null: it stays as it is. */
  readonly moved: Case | null;
  readonly referrals: NonNullable<Change['referrals']>;
  readonly audit: readonly AuditDraft[];
  readonly timers?: readonly Timer[];
  readonly cancelTimers?: readonly string[];
}

export async function commitSteps(
  tools: Pick<ReferralTools, 'store' | 'ids' | 'news'>,
  steps: Steps,
  now: Instant,
): Promise<'committed' | 'conflict'> {
  const { store, ids } = tools;
  const { moved, referrals, audit, timers = [], cancelTimers = [] } = steps;
  const { reference, version, status } = steps.case;
  const news = moved !== null && moved.status !== status ? await tools.news(moved, now) : {};
  const live = { id: ids.next(), at: now, topic: 'case', subject: reference } as const;
  const result = await store.commit({
    ...news,
    ...(moved !== null && { cases: [{ expectedVersion: version, next: moved }] }),
    referrals,
    audit: [...(news.audit ?? []), ...audit],
    timers: [...(news.timers ?? []), ...timers],
    cancelTimers: [...(news.cancelTimers ?? []), ...cancelTimers],
    live: [...(news.live ?? []), live],
  });
  return result.status === 'committed' ? 'committed' : 'conflict';
}

/**
 * The case at the first of these statuses that its own allow, and with this holder.
 * @param by the name that its history gets
 * @returns null when nothing is different, and for a case that is closed
 */
export function moveCase(
  record: Case,
  to: { readonly status: readonly CaseStatus[]; readonly holder: string },
  by: string,
  now: Instant,
): Case | null {
  if (!isOpenCase(record)) return null;
  const allowed = [record.status, ...allowedNextStatuses(record.status)];
  const status = to.status.find((one) => allowed.includes(one)) ?? record.status;
  const { holder } = to;
  if (status === record.status && holder === record.holder) return null;
  return {
    ...record,
    version: record.version + 1,
    status,
    holder,
    updatedAt: now,
    history: [...record.history, { at: now, status, holder, by }],
  };
}

/** An open case can always be asked for more; a closed one is first taken up again. */
export function isOpenCase({ status }: Case): boolean {
  return (
    status === 'need_more_evidence' || allowedNextStatuses(status).includes('need_more_evidence')
  );
}

export async function otherOpen(
  store: Pick<Store, 'referralsOfCase'>,
  referral: Pick<Referral, 'id' | 'reference'>,
): Promise<readonly Referral[]> {
  const all = await store.referralsOfCase(referral.reference);
  return all.filter((one) => one.id !== referral.id && isOpenReferral(one));
}

export const sendTimer = (referral: Referral, dueAt: Instant): Timer => ({
  id: `send_referral:${referral.id}`,
  kind: 'send_referral',
  subject: referral.reference,
  dueAt,
  data: { referral: referral.id, round: referral.mail?.round ?? 0 },
});

export const overdueTimer = (referral: Referral, dueAt: Instant): Timer => ({
  id: `referral_overdue:${referral.id}`,
  kind: 'referral_overdue',
  subject: referral.reference,
  dueAt,
  data: { referral: referral.id },
});

/** What is not wanted any more once a referral is over. */
export const timersOf = ({ id }: Referral): readonly string[] => [
  `send_referral:${id}`,
  `referral_overdue:${id}`,
];
