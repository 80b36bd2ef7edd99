import type { Instant } from '../domain/ids.ts';
import type { OutgoingContent } from '../domain/message.ts';

export interface MessengerSender {
  /**
   * Sends one message. Resolves with the Send API's message id.
   * @throws GraphRejectedError, GraphUnreachableError or GraphUnknownOutcomeError (domain/graph-errors.ts)
   */
  send(message: {
    readonly psid: string;
    readonly content: OutgoingContent;
    readonly metadata: string;
    readonly messagingType: 'RESPONSE' | 'MESSAGE_TAG' | 'UTILITY';
    readonly tag?: 'HUMAN_AGENT';
  }): Promise<{ readonly mid: string | null }>;
  /** Shows that the Page reads or types; failures are of no consequence and are swallowed. */
  signal(psid: string, action: 'mark_seen' | 'typing_on' | 'typing_off'): Promise<void>;
  /** The person's name, or null where Facebook gives none. Never throws. */
  profileName(psid: string): Promise<string | null>;
}

/** Why Facebook did not change who holds a thread. */
export type ThreadRefusal =
  /** Error 27: the Page has no default app in its conversation routing settings. */
  | 'no_default_app'
  /** Only the app that holds the thread may do this. */
  | 'not_our_thread'
  | 'not_allowed'
  | 'unknown_person'
  | 'token'
  | 'rate_limit'
  | 'unreachable'
  /** It may have been done all the same. */
  | 'no_answer'
  | 'rejected';

export type ThreadCallResult =
  { readonly status: 'done' } | { readonly status: 'refused'; readonly reason: ThreadRefusal };

/**
 * Who of the Page's apps may write to a person: Meta's conversation routing.
 * @see https://developers.facebook.com/docs/messenger-platform/handover-protocol/conversation-routing
 */
export interface ThreadControl {
  /** Gives the thread to another app. */
  pass(psid: string, appId: string): Promise<ThreadCallResult>;
  /** Takes it, where the Page's settings let us. */
  take(psid: string): Promise<ThreadCallResult>;
  /** Asks the app that holds it, which may ignore that. */
  request(psid: string): Promise<ThreadCallResult>;
  /** Lets it go: the Page's default app may have it. */
  release(psid: string): Promise<ThreadCallResult>;
  /** Holds it for so long from now on; at most seven days. */
  extend(psid: string, seconds: number): Promise<ThreadCallResult>;
  /** Told only to the app that holds it and to the default app. */
  owner(
    psid: string,
  ): Promise<
    | { readonly status: 'held'; readonly appId: string; readonly until: Instant | null }
    | { readonly status: 'idle' }
    | Extract<ThreadCallResult, { status: 'refused' }>
  >;
}

export type DownloadResult =
  | {
      readonly status: 'stored';
      readonly sha256: string;
      readonly mediaType: string;
      readonly bytes: number;
      readonly origin: string;
    }
  | {
      readonly status: 'failed';
      readonly reason: 'forbidden_host' | 'too_large' | 'expired' | 'unreachable' | 'not_a_file';
    };

/**
 * Fetches an attachment from an allowed host and keeps its bytes. Never throws for what the outside
 * does.
 * @param budget ends the attempt sooner than its own deadline
 */
export type EvidenceDownloader = (url: string, budget?: AbortSignal) => Promise<DownloadResult>;
