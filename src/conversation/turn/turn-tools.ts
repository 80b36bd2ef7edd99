import type { Conversation } from '../../domain/conversation.ts';
import type { Clock, EvidenceDownloader, Log, MessengerSender } from '../../ports.ts';
import type { AnswerTools } from '../answer/answer-tools.ts';

/** What taking a turn needs from outside. */
export interface TakeTurnTools extends AnswerTools {
  readonly download: EvidenceDownloader;
  readonly sender: Pick<MessengerSender, 'signal'>;
  /** Told of every conversation that a turn has changed. */
  readonly learnName?: (conversation: Conversation) => void;
  /** Our app's number; without it an echo with our kind of metadata counts as ours. */
  readonly appId: string | null;
  /**
   * Takes a turn over that has files to fetch, and resolves when the lane may go on to others: a
   * slow file holds nobody else up. Without it the lane waits.
   */
  readonly aside?: (turn: Promise<void>) => Promise<void>;
  /** After so many minutes in the queue staff and the person are told; missing: never. */
  readonly promiseMinutes?: number;
  readonly clock: Clock;
  readonly log: Log;
}
