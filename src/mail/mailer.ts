import { createTransport } from 'nodemailer';
import type { Mailer } from '../ports.ts';
import { failureOf } from './failure.ts';

/** A mail server that says nothing for so long is as good as none, in milliseconds. */
const SILENCE_MS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
/** However slowly a server answers, line by line, in milliseconds. */
const LONGEST_MS = 50_000;

/**
 * Sends by SMTP. `smtp://` goes over to TLS where the server offers it, `smtps://` speaks TLS from
 * the first byte.
 * @param options.silence shorter waits, for tests
 */
export function smtpMailer(options: {
  readonly url: string;
  readonly from: string;
  readonly silence?: Partial<typeof SILENCE_MS> & { readonly longest?: number };
}): Mailer {
  const { longest = LONGEST_MS, ...silence } = options.silence ?? {};
  return {
    async send({ to, subject, text, messageId, attachments }) {
      // One connection a mail: there are few, and a dead one is not taken for a living one.
      const transport = createTransport({ url: options.url, ...SILENCE_MS, ...silence });
      const end = setTimeout(() => transport.close(), longest);
      const tooLong = new Promise<never>((_resolve, reject) =>
        setTimeout(
          () =>
            reject(Object.assign(new Error('The mail server is too slow.'), { code: 'ETIMEDOUT' })),
          longest,
        ).unref(),
      );
      try {
        const sending = transport.sendMail({
          from: options.from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${messageId}>`,
          // Nothing here reads a file or fetches an address.
          disableFileAccess: true,
          disableUrlAccess: true,
          attachments: attachments.map(({ filename, mediaType, bytes }) => ({
            filename,
            contentType: mediaType,
            content: bytes,
          })),
        });
        sending.catch(() => undefined);
        await Promise.race([sending, tooLong]);
        return { status: 'sent' };
      } catch (error) {
        return failureOf(error);
      } finally {
        clearTimeout(end);
        transport.close();
      }
    },
  };
}
