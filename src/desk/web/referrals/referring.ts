import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, CallError } from '../../../http/web/call.ts';
import { agencyShape, caseReferralsShape, referralShape } from '../../referrals/referral-shapes.ts';
import { listOf } from '../../shapes.ts';
import { explain, type Explained } from '../problems.ts';
import { path } from '../reading.ts';

const agencies = listOf(agencyShape);

export function useAgencies() {
  return useQuery({
    queryKey: ['agencies'],
    queryFn: ({ signal }) => call(agencies, '/agencies', { signal }),
  });
}

export function useReferrals(reference: string) {
  return useQuery({
    queryKey: ['case', reference, 'referrals'],
    queryFn: ({ signal }) =>
      call(caseReferralsShape, `/cases/${path(reference)}/referrals`, { signal }),
  });
}

const referrals = listOf(referralShape);

/** Referrals that staff should look at: the agency is silent, or the mail has failed. */
export function useStuckReferrals() {
  return useQuery({
    // Whatever happens to a case may free its referral: read again with the lists of cases.
    queryKey: ['cases', 'stuck'],
    queryFn: ({ signal }) => call(referrals, '/referrals?stuck=true', { signal }),
  });
}

/** Where the signed receipt of a case is fetched, the same that the person gets. */
export const receiptOf = (reference: string) => `/api/cases/${path(reference)}/receipt.pdf`;

/** Where the summary and the evidence of a case are fetched as one file. */
export const bundleOf = (reference: string) => `/api/cases/${path(reference)}/bundle`;

export interface ReferralOrderBody {
  readonly agency: string;
  readonly by: 'email' | 'hand';
  readonly note: string;
  readonly together: boolean;
  readonly instead: string | null;
}

/** What the agent does with a case's referrals, whether it is under way, and why the last thing failed. */
export function useReferring(reference: string) {
  const client = useQueryClient();
  const [problem, setProblem] = useState<Explained | null>(null);
  const [busy, setBusy] = useState(false);
  const post = async (to: string, body?: object): Promise<boolean> => {
    setProblem(null);
    setBusy(true);
    try {
      await call(referralShape, to, { method: 'POST', ...(body && { body }) });
      return true;
    } catch (error) {
      setProblem(explainReferral(error));
      return false;
    } finally {
      await client.invalidateQueries({ queryKey: ['case', reference] });
      setBusy(false);
    }
  };
  const move = (id: string, step: string, body?: object) =>
    post(`/referrals/${path(id)}/${step}`, body);
  return {
    problem,
    busy,
    refer: (order: ReferralOrderBody) => post(`/cases/${path(reference)}/referrals`, order),
    resend: (id: string, email: string) => move(id, 'resend', { email }),
    withdraw: (id: string, note: string) => move(id, 'withdraw', { note }),
    handOver: (id: string) => move(id, 'hand-over'),
  };
}

export type Referring = ReturnType<typeof useReferring>;

const REASONS: ReadonlySet<string> = new Set([
  ...['unknown_agency', 'case_closed', 'already_there', 'held_elsewhere'],
  ...['not_open', 'no_address', 'no_mailer', 'not_allowed'],
]);

function explainReferral(error: unknown): Explained {
  const reason = error instanceof CallError ? error.reason : null;
  return reason !== null && REASONS.has(reason)
    ? { key: `referrals.problem.${reason}`, values: {} }
    : explain(error, 'other');
}
