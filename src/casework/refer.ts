import { randomBytes } from 'node:crypto';
import type { Agency } from '../domain/agency.ts';
import { byStaff, ofCase } from '../domain/audit.ts';
import type { Case } from '../domain/case.ts';
import { referralId, type Instant, type ReferralId } from '../domain/ids.ts';
import type { ReferenceCode } from '../domain/reference-code.ts';
import { isOpenReferral, step, type Referral } from '../domain/referral.ts';
import type { Actor } from '../domain/staff.ts';
import {
  commitSteps,
  isOpenCase,
  moveCase,
  overdueTimer,
  sendTimer,
  timersOf,
  type ReferralTools,
} from './referral-tools.ts';
import { LINK_LIFE_MS } from './reply-link.ts';

/** What staff decide. */
export interface ReferralOrder {
  readonly agency: string;
  /** `hand`: staff bring it there themselves, by the agency's web page, by phone or on paper. */
  readonly by: 'email' | 'hand';
  /** Where the mail goes; null: to the address in the registry. */
  readonly email: string | null;
  /** To the agency; null: nothing. */
  readonly note: string | null;
  /** Beside the agencies that have it already: both hold it. */
  readonly together: boolean;
  /** In place of this referral, which is withdrawn. */
  readonly instead: ReferralId | null;
}

export type Refer =
  | { readonly status: 'ok'; readonly referral: Referral }
  | {
      readonly status:
        | 'not_found'
        | 'unknown_agency'
        | 'case_closed'
        /** That agency has it already. */
        | 'already_there'
        /** Another agency has it, and the order says neither together nor instead. */
        | 'held_elsewhere'
        /** What it should replace is over. */
        | 'not_open'
        | 'no_address'
        | 'no_mailer';
    };

/** Hands a case to an agency; the mail, if one goes, is stored with it and sent by a worker. */
export async function refer(
  tools: ReferralTools,
  actor: Actor,
  reference: ReferenceCode,
  order: ReferralOrder,
): Promise<Refer> {
  const agency = tools.agencies().find(({ id }) => id === order.agency);
  if (agency === undefined) return { status: 'unknown_agency' };
  const to = order.by === 'hand' ? null : (order.email ?? agency.email);
  if (order.by === 'email' && to === null) return { status: 'no_address' };
  if (order.by === 'email' && !tools.mails) return { status: 'no_mailer' };
  const { store, clock } = tools;
  for (;;) {
    const record = await store.caseByReference(reference);
    if (record === null) return { status: 'not_found' };
    if (!isOpenCase(record)) return { status: 'case_closed' };
    const open = (await store.referralsOfCase(reference)).filter(isOpenReferral);
    const replaced = open.find(({ id }) => id === order.instead) ?? null;
    if (order.instead !== null && replaced === null) return { status: 'not_open' };
    const others = open.filter((one) => one !== replaced);
    if (others.some((one) => one.agency === agency.id)) return { status: 'already_there' };
    if (others.length > 0 && !order.together) return { status: 'held_elsewhere' };
    const now = clock.now();
    const referral = newReferral({ tools, actor, record, agency, to, order, now });
    const done = await commitSteps(
      tools,
      {
        case: record,
        moved: handedOver(record, agency, others.length > 0, actor, now),
        ...written(referral, replaced, actor, tools.answerMs, now),
      },
      now,
    );
    if (done === 'committed') return { status: 'ok', referral };
  }
}

function newReferral(of: {
  readonly tools: ReferralTools;
  readonly actor: Actor;
  readonly record: Case;
  readonly agency: Agency;
  readonly to: string | null;
  readonly order: ReferralOrder;
  readonly now: Instant;
}): Referral {
  const { tools, actor, to, now } = of;
  const status = to === null ? 'sent' : 'preparing';
  return {
    id: referralId(tools.ids.next()),
    version: 1,
    reference: of.record.reference,
    agency: of.agency.id,
    status,
    mail: to === null ? null : { to, round: 1, attempts: 0, problem: null, nextTryAt: now },
    note: of.order.note,
    linkNonce: randomBytes(18).toString('base64url'),
    linkExpiresAt: now + LINK_LIFE_MS,
    overdueSince: null,
    history: [{ at: now, status, by: 'staff', name: actor.name, note: null }],
    createdBy: actor.id,
    createdAt: now,
    updatedAt: now,
  };
}

/** The first agency stays the holder that the person is told of. */
function handedOver(
  record: Case,
  agency: Agency,
  together: boolean,
  actor: Actor,
  now: Instant,
): Case | null {
  const holder = together ? record.holder : agency.id;
  const status = together ? [] : (['forwarded'] as const);
  return moveCase(record, { status, holder }, actor.name, now);
}

function written(
  referral: Referral,
  replaced: Referral | null,
  actor: Actor,
  answerMs: number,
  now: Instant,
) {
  const about = { at: now, actor: byStaff(actor.id), subject: ofCase(referral.reference) } as const;
  const { id, agency, mail } = referral;
  const by = mail === null ? 'hand' : 'email';
  const made = {
    ...about,
    action: 'referral.made',
    details: { referral: id, agency, by },
  } as const;
  const first = { expectedVersion: null, next: referral };
  const timers = [
    overdueTimer(referral, now + answerMs),
    ...(mail === null ? [] : [sendTimer(referral, now)]),
  ];
  if (replaced === null) return { referrals: [first], audit: [made], timers };
  const event = {
    at: now,
    status: 'withdrawn',
    by: 'staff',
    name: actor.name,
    note: null,
  } as const;
  const details = { referral: replaced.id, agency: replaced.agency, for: agency };
  return {
    referrals: [first, { expectedVersion: replaced.version, next: step(replaced, event) }],
    audit: [{ ...about, action: 'referral.withdrawn', details } as const, made],
    timers,
    cancelTimers: timersOf(replaced),
  };
}
