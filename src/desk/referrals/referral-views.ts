import type { Agency } from '../../domain/agency.ts';
import { mayBecome, type Referral } from '../../domain/referral.ts';
import type { AgencyView, ReferralView } from './referral-shapes.ts';
import { iso } from '../conversations/views.ts';

export function agencyView(agency: Agency): AgencyView {
  const { id, name, short, channel, email, hotline, line, website, hours, note } = agency;
  return {
    ...{ id, name, short, channel, email, hotline, line, website, hours, note },
    reviewed: agency.reviewed,
    needsReview: agency.needsReview,
    types: [...agency.types],
    evidence: [...agency.evidence],
    unverified: [...agency.unverified],
  };
}

export function referralView(referral: Referral): ReferralView {
  const { id, reference, agency, status, mail, note, overdueSince } = referral;
  return {
    id,
    reference,
    agency,
    status,
    mail:
      mail === null
        ? null
        : {
            to: mail.to,
            attempts: mail.attempts,
            problem: mail.problem,
            nextTryAt: mail.nextTryAt === null ? null : iso(mail.nextTryAt),
          },
    note,
    overdueSince: overdueSince === null ? null : iso(overdueSince),
    history: referral.history.map((event) => ({ ...event, at: iso(event.at) })),
    may: {
      resend: mayBecome(status, 'preparing'),
      handOver: mayBecome(status, 'sent'),
      withdraw: mayBecome(status, 'withdrawn'),
    },
    createdAt: iso(referral.createdAt),
    updatedAt: iso(referral.updatedAt),
  };
}
