import type { Instant, MessageId } from './ids.ts';

/**
 * The privacy notice in force (src/privacy/). Raise it when the notice says something new: whoever
 * agreed to an earlier one is asked again before the next case.
 */
export const NOTICE_VERSION = '2569-1';

/** What a person answered when asked whether a case may be made of what they told. */
export interface Consent {
  readonly version: string;
  readonly given: boolean;
  readonly at: Instant;
  /** The line in which they answered; null where it was told by no line. */
  readonly messageId: MessageId | null;
}

/** Whether somebody has agreed to the notice in force. */
export function hasAgreed(consent: Consent | null | undefined): boolean {
  return consent?.given === true && consent.version === NOTICE_VERSION;
}
