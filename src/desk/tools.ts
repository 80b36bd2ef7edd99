import type { ReplyHelp } from './conversations/reply-help.ts';
import type { CardTools } from '../conversation/agent/matter-card.ts';
import type { NewsTools } from '../conversation/news/case-news.ts';
import type { Clock, Ids, Log, Receipts, Store, ThreadControl } from '../ports.ts';
import type { Agency } from '../domain/agency.ts';
import type { Case } from '../domain/case.ts';

/** What the desk's routes work with. */
export interface DeskTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly threadControl: ThreadControl;
  readonly undoMs: number;
  readonly replies: ReplyHelp;
  /** The forms and the reading of stories, as they stand now. */
  readonly matters: CardTools['matters'];
  /** The bubbles of one of the dialogs' shared texts. */
  readonly phrase: NewsTools['phrase'];
  readonly statusTemplate?: NewsTools['statusTemplate'];
  /** Agencies, mail and bundles. */
  readonly referring: {
    readonly agencies: () => readonly Agency[];
    /** Whether there is a mail server. */
    readonly mails: boolean;
    /** How long an agency may be silent, in milliseconds. */
    readonly answerMs: number;
    /** @param agency for whom it is; null: for staff */
    readonly bundle: (record: Case, agency: string | null) => Promise<NodeJS.ReadableStream>;
  };
  readonly receipts: Receipts;
  /** Where a case is looked up, as people's phones reach it; null: they cannot. */
  readonly trackPage: string | null;
  /** How soon people who wait are promised an answer, in milliseconds. */
  readonly promiseMs: number;
  readonly sessionSecret: string;
  /** Whether Meta granted the Human Agent feature to this app. */
  readonly humanAgentGranted: boolean;
}
