import { ofCase } from '../domain/audit.ts';
import type { Agency } from '../domain/agency.ts';
import { referralId, type Instant } from '../domain/ids.ts';
import { mailWait, step, type Referral } from '../domain/referral.ts';
import type { Timer } from '../domain/timer.ts';
import type { Change, MailResult, Mailer, OutgoingMail, ReadStore, Ids } from '../ports.ts';
import { referralMail } from './referral-mail.ts';
import { sendTimer } from './referral-tools.ts';
import { replyToken } from './reply-link.ts';

export interface SendTools {
  readonly store: Pick<ReadStore, 'referral' | 'caseByReference'>;
  readonly ids: Ids;
  /** Null: there is no mail server any more; the mail waits for one. */
  readonly mailer: Mailer | null;
  readonly agencies: () => readonly Agency[];
  readonly secret: string;
  /** Address of the agency's page for a token. */
  readonly replyPage: (token: string) => string;
  /** The host behind the @ of Message-IDs. */
  readonly host: string;
  /** The bundle as one file; null when it is too large for a mail. */
  readonly bundle: (referral: Referral) => Promise<Buffer | null>;
}

/**
 * What the timer of a referral's mail does: it sends the mail, and tells what became of it. When the
 * commit behind it meets a conflict and it is asked again, it does not send a second time. When the
 * process dies between the two, it does, under the same Message-ID.
 */
export function sendReferrals(tools: SendTools): (timer: Timer, now: Instant) => Promise<Change> {
  const results = new Map<string, MailResult>();
  return async (timer, now) => {
    const referral = await tools.store.referral(referralId(String(timer.data['referral'])));
    const mail = referral?.mail ?? null;
    if (referral === null || mail === null || mail.nextTryAt === null) return {};
    // A newer round has a timer of its own; this one may have been claimed before.
    if (mail.round !== timer.data['round']) return {};
    const record = await tools.store.caseByReference(referral.reference);
    if (record === null) return {};
    const attempt = `${referral.id} ${mail.round} ${mail.attempts}`;
    const result =
      results.get(attempt) ??
      (tools.mailer === null
        ? ({ status: 'failed', problem: 'no_mailer', permanent: false } as const)
        : await tools.mailer.send(await written(tools, referral, record.urgent)));
    results.clear();
    results.set(attempt, result);
    return { ...outcome(referral, result, now), live: [changed(tools, referral, now)] };
  };
}

async function written(
  tools: SendTools,
  referral: Referral,
  urgent: boolean,
): Promise<OutgoingMail> {
  const { id, agency, reference, mail } = referral;
  const name = tools.agencies().find((one) => one.id === agency)?.name.th ?? agency;
  const bundle = await tools.bundle(referral);
  const { subject, text } = referralMail({
    referral,
    agency: name,
    urgent,
    link: tools.replyPage(replyToken(referral, tools.secret)),
    attached: bundle !== null,
  });
  return {
    to: mail?.to ?? '',
    subject,
    text,
    messageId: `referral.${id}.${mail?.round ?? 0}@${tools.host}`,
    attachments:
      bundle === null
        ? []
        : [{ filename: `${reference}.zip`, mediaType: 'application/zip', bytes: bundle }],
  };
}

function outcome(referral: Referral, result: MailResult, now: Instant): Change {
  const { mail, version: expectedVersion } = referral;
  if (mail === null) return {};
  const attempts = mail.attempts + 1;
  const put = (next: Referral) => [{ expectedVersion, next }];
  const about = { at: now, actor: 'system', subject: ofCase(referral.reference) } as const;
  const details = { referral: referral.id, agency: referral.agency, attempts };
  const event = { at: now, by: 'system', name: null, note: null } as const;
  if (result.status === 'sent') {
    const done = { ...mail, attempts, problem: null, nextTryAt: null };
    // An agency that got an earlier round may have answered meanwhile: its word stands.
    const next =
      referral.status === 'preparing'
        ? step(referral, { ...event, status: 'sent' }, { mail: done })
        : { ...referral, version: referral.version + 1, mail: done, updatedAt: now };
    return { referrals: put(next), audit: [{ ...about, action: 'referral.sent', details }] };
  }
  const { problem } = result;
  const wait = result.permanent ? null : mailWait(attempts);
  if (wait === null) {
    const given = { ...mail, attempts, problem, nextTryAt: null };
    const next =
      referral.status === 'preparing'
        ? step(referral, { ...event, status: 'failed' }, { mail: given })
        : { ...referral, version: referral.version + 1, mail: given, updatedAt: now };
    const failed = { ...details, problem };
    return {
      referrals: put(next),
      audit: [{ ...about, action: 'referral.failed', details: failed }],
    };
  }
  const nextTryAt = now + wait;
  const next: Referral = {
    ...referral,
    version: referral.version + 1,
    mail: { ...mail, attempts, problem, nextTryAt },
    updatedAt: now,
  };
  return { referrals: put(next), timers: [sendTimer(next, nextTryAt)] };
}

const changed = (tools: SendTools, referral: Referral, at: Instant) =>
  ({ id: tools.ids.next(), at, topic: 'case', subject: referral.reference }) as const;
