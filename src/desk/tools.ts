import type { ReplyHelp } from './reply-help.ts';
import type { NewsTools } from '../conversation/case-news.ts';
import type { Clock, Ids, Log, Store, ThreadControl } from '../ports.ts';

/** What the desk's routes work with. */
export interface DeskTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly threadControl: ThreadControl;
  /** The bubbles of one of the dialogs' shared texts. */
  readonly undoMs: number;
  readonly replies: ReplyHelp;
  readonly phrase: NewsTools['phrase'];
  readonly statusTemplate?: NewsTools['statusTemplate'];
  readonly sessionSecret: string;
  /** Whether Meta granted the Human Agent feature to this app. */
  readonly humanAgentGranted: boolean;
}
