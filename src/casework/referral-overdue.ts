import { ofCase } from '../domain/audit.ts';
import { referralId, type Instant } from '../domain/ids.ts';
import { isOpenReferral } from '../domain/referral.ts';
import type { Timer } from '../domain/timer.ts';
import type { Change, Ids, ReadStore } from '../ports.ts';

/** What the timer of a silent agency does: the desk is told, and the referral stands among the stuck ones. */
export function raiseOverdue(tools: {
  readonly store: Pick<ReadStore, 'referral'>;
  readonly ids: Ids;
}): (timer: Timer, now: Instant) => Promise<Change> {
  return async (timer, now) => {
    const referral = await tools.store.referral(referralId(String(timer.data['referral'])));
    if (referral === null || !isOpenReferral(referral) || referral.overdueSince !== null) return {};
    const { id, version, reference, agency } = referral;
    const next = { ...referral, version: version + 1, overdueSince: timer.dueAt };
    return {
      referrals: [{ expectedVersion: version, next }],
      audit: [
        {
          at: now,
          actor: 'system',
          action: 'referral.overdue',
          subject: ofCase(reference),
          details: { referral: id, agency },
        },
      ],
      live: [{ id: tools.ids.next(), at: now, topic: 'case', subject: reference }],
    };
  };
}
