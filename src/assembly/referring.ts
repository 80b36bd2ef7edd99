/** Builds what referrals need: mail, bundle, reply links and their timers. */
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { caseWords } from './case-words.ts';
import { raiseOverdue } from '../casework/referral-overdue.ts';
import { sendReferrals } from '../casework/send-referral.ts';
import type { Config } from '../config.ts';
import { bundleOf, sizeOfFiles } from '../documents/bundle.ts';
import type { Agency } from '../domain/agency.ts';
import type { Case } from '../domain/case.ts';
import { smtpMailer } from '../mail/mailer.ts';
import type { Clock, Ids, Store } from '../ports.ts';
import type { TimerHandlers } from '../timers/fire-next.ts';

const DAY_MS = 24 * 3_600_000;

/** What the screens do with referrals. */
export interface Referring {
  readonly agencies: () => readonly Agency[];
  readonly mails: boolean;
  readonly answerMs: number;
  /** @param agency for whom it is; null: for staff */
  readonly bundle: (record: Case, agency: string | null) => Promise<Readable>;
}

export function buildReferring(of: {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly agencies: () => readonly Agency[];
  /** Where people reach this server. */
  readonly url: string;
}): { readonly referring: Referring; readonly handlers: TimerHandlers } {
  const { config, store, clock, ids, agencies } = of;
  const { SMTP_URL: smtp, MAIL_FROM: from } = config;
  const mailer = smtp === undefined || from === undefined ? null : smtpMailer({ url: smtp, from });
  const tools = { files: store.files, words: caseWords(agencies), timeZone: config.TIMEZONE };
  const fileOf = async (record: Case, agency: string | null) => ({
    record,
    evidence: await store.evidenceOfCase(record.reference),
    at: clock.now(),
    agency,
  });
  const send = sendReferrals({
    store,
    ids,
    mailer,
    agencies,
    secret: config.SESSION_SECRET ?? '',
    replyPage: (token) => `${config.PUBLIC_URL ?? of.url}/agency#${token}`,
    host: from?.split('@')[1] ?? 'localhost',
    async bundle({ reference, agency }) {
      const record = await store.caseByReference(reference);
      if (record === null) return null;
      const file = await fileOf(record, agency);
      if (sizeOfFiles(file) > config.MAIL_MAX_BYTES) return null;
      const bytes = await buffer(await bundleOf(file, tools));
      return bytes.length > config.MAIL_MAX_BYTES ? null : bytes;
    },
  });
  return {
    referring: {
      agencies,
      mails: mailer !== null,
      answerMs: config.AGENCY_ANSWER_DAYS * DAY_MS,
      bundle: async (record, agency) => bundleOf(await fileOf(record, agency), tools),
    },
    handlers: { send_referral: send, referral_overdue: raiseOverdue({ store, ids }) },
  };
}
