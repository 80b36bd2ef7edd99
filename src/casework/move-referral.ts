import { randomBytes } from 'node:crypto';
import { byStaff, ofCase } from '../domain/audit.ts';
import type { Case } from '../domain/case.ts';
import type { Instant, ReferralId } from '../domain/ids.ts';
import { mayBecome, step, type Referral } from '../domain/referral.ts';
import type { Actor } from '../domain/staff.ts';
import {
  commitSteps,
  moveCase,
  otherOpen,
  overdueTimer,
  sendTimer,
  timersOf,
  type ReferralTools,
  type Steps,
} from './referral-tools.ts';
import { LINK_LIFE_MS } from './reply-link.ts';

export type MoveReferral =
  | { readonly status: 'ok'; readonly referral: Referral }
  | { readonly status: 'not_found' | 'not_allowed' | 'no_mailer' };

/** Takes a referral back: its link opens nothing from now on, and a mail that waits is not sent. */
export function withdrawReferral(
  tools: ReferralTools,
  actor: Actor,
  id: ReferralId,
  note: string | null,
): Promise<MoveReferral> {
  return moveReferral(tools, id, async (referral, record, now) => {
    if (!mayBecome(referral.status, 'withdrawn')) return null;
    const event = { at: now, status: 'withdrawn', by: 'staff', name: actor.name, note } as const;
    const next = step(referral, event);
    const moved = await givenBack(tools, referral, record, actor.name, now);
    return {
      ...noted('referral.withdrawn', referral, next, actor, now),
      moved,
      cancelTimers: timersOf(next),
    };
  });
}

/** Sends the mail once more, with a new link; the one before opens nothing any more. */
export async function resendReferral(
  tools: ReferralTools,
  actor: Actor,
  id: ReferralId,
  email: string | null,
): Promise<MoveReferral> {
  if (!tools.mails) return { status: 'no_mailer' };
  return moveReferral(tools, id, (referral, _record, now) => {
    const to = email ?? referral.mail?.to ?? agencyAddress(tools, referral);
    if (to === null || !mayBecome(referral.status, 'preparing')) return Promise.resolve(null);
    const event = {
      at: now,
      status: 'preparing',
      by: 'staff',
      name: actor.name,
      note: null,
    } as const;
    const round = (referral.mail?.round ?? 0) + 1;
    const next = step(referral, event, {
      mail: { to, round, attempts: 0, problem: null, nextTryAt: now },
      linkNonce: randomBytes(18).toString('base64url'),
      linkExpiresAt: now + LINK_LIFE_MS,
    });
    const timers = [sendTimer(next, now), overdueTimer(next, now + tools.answerMs)];
    return Promise.resolve({ ...noted('referral.sent_again', referral, next, actor, now), timers });
  });
}

/** Staff have brought it there themselves, where the mail could not. */
export function handOverReferral(
  tools: ReferralTools,
  actor: Actor,
  id: ReferralId,
): Promise<MoveReferral> {
  return moveReferral(tools, id, (referral, _record, now) => {
    if (!mayBecome(referral.status, 'sent')) return Promise.resolve(null);
    const event = { at: now, status: 'sent', by: 'staff', name: actor.name, note: null } as const;
    const next = step(referral, event, { mail: null });
    return Promise.resolve({
      ...noted('referral.handed_over', referral, next, actor, now),
      cancelTimers: [sendTimer(next, now).id],
      timers: [overdueTimer(next, now + tools.answerMs)],
    });
  });
}

type Planned = Omit<Steps, 'case' | 'moved'> & { readonly moved?: Case | null };

/** Reads, plans and commits until nobody comes between. */
export async function moveReferral(
  tools: ReferralTools,
  id: ReferralId,
  plan: (referral: Referral, record: Case, now: Instant) => Promise<Planned | null>,
): Promise<MoveReferral> {
  const { store, clock } = tools;
  for (;;) {
    const referral = await store.referral(id);
    const record = referral === null ? null : await store.caseByReference(referral.reference);
    if (referral === null || record === null) return { status: 'not_found' };
    const now = clock.now();
    const planned = await plan(referral, record, now);
    if (planned === null) return { status: 'not_allowed' };
    const steps = { moved: null, ...planned, case: record };
    if ((await commitSteps(tools, steps, now)) === 'conflict') continue;
    return { status: 'ok', referral: planned.referrals[0]?.next ?? referral };
  }
}

/** The next of the agencies that still have the case holds it, or we do. */
export async function givenBack(
  tools: Pick<ReferralTools, 'store'>,
  referral: Referral,
  record: Case,
  by: string,
  now: Instant,
): Promise<Case | null> {
  const [other] = await otherOpen(tools.store, referral);
  if (other !== undefined) {
    const holder = record.holder === referral.agency ? other.agency : record.holder;
    return moveCase(record, { status: [], holder }, by, now);
  }
  return record.holder === referral.agency
    ? moveCase(record, { status: ['coordinating'], holder: '1212' }, by, now)
    : null;
}

function noted(
  action: 'referral.withdrawn' | 'referral.sent_again' | 'referral.handed_over',
  before: Referral,
  next: Referral,
  actor: Actor,
  at: Instant,
): Planned {
  const subject = ofCase(before.reference);
  const details = { referral: before.id, agency: before.agency };
  return {
    referrals: [{ expectedVersion: before.version, next }],
    audit: [{ at, actor: byStaff(actor.id), action, subject, details }],
  };
}

function agencyAddress(tools: ReferralTools, { agency }: Referral): string | null {
  return tools.agencies().find(({ id }) => id === agency)?.email ?? null;
}
