import type { MailResult } from '../ports.ts';

type Failure = Extract<MailResult, { status: 'failed' }>;

/**
 * What a failed send means. The text of the error is left alone: it names addresses.
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1 4xx: try again, 5xx: never
 */
export function failureOf(error: unknown): Failure {
  const { code, responseCode, command } = fieldsOf(error);
  if (code === 'EAUTH' || code === 'ENOAUTH') return failed('rejected_login', false);
  if (responseCode !== null && responseCode >= 500) {
    return failed(command.startsWith('RCPT') ? 'bad_address' : 'refused', true);
  }
  if (responseCode !== null && responseCode >= 400) return failed('refused_for_now', false);
  if (code === 'EENVELOPE') return failed('bad_address', true);
  return failed('unreachable', false);
}

const failed = (problem: Failure['problem'], permanent: boolean): Failure => ({
  status: 'failed',
  problem,
  permanent,
});

function fieldsOf(error: unknown): {
  readonly code: string;
  readonly responseCode: number | null;
  readonly command: string;
} {
  const of = (name: string): unknown =>
    error instanceof Error && name in error ? Reflect.get(error, name) : undefined;
  const [code, responseCode, command] = [of('code'), of('responseCode'), of('command')];
  return {
    code: typeof code === 'string' ? code : '',
    responseCode: typeof responseCode === 'number' ? responseCode : null,
    command: typeof command === 'string' ? command : '',
  };
}
