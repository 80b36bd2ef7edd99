import type { MailProblem } from '../domain/referral.ts';

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** Without brackets; the same for every try of one mail, so that a second copy can be known as one. */
  readonly messageId: string;
  readonly attachments: readonly {
    readonly filename: string;
    readonly mediaType: string;
    readonly bytes: Buffer;
  }[];
}

export type MailResult =
  /** The server took it; whether it reaches a person nobody tells. */
  | { readonly status: 'sent' }
  | { readonly status: 'failed'; readonly problem: MailProblem; readonly permanent: boolean };

export interface Mailer {
  /** Never throws for what the outside does, and ends within a minute. */
  send(mail: OutgoingMail): Promise<MailResult>;
}
