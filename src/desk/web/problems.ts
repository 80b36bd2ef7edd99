import { CallError } from '../../http/web/call.ts';

export interface Explained {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Why something could not be done, as words for the agent. */
export function explain(error: unknown, doing: 'claim' | 'other'): Explained {
  if (!(error instanceof CallError)) return { key: 'problem.server', values: {} };
  const { status, reason, holder } = error;
  if (status === 409 && reason === 'held_by_other') {
    const key = doing === 'claim' ? 'problem.lost_claim' : 'problem.held_by_other';
    return { key, values: { holder: holder ?? '?' } };
  }
  if (
    status === 409 &&
    reason !== null &&
    (reason.startsWith('thread_') ||
      [
        ...['not_held', 'not_allowed', 'not_failed', 'has_left'],
        ...['stale', 'no_original', 'last_one'],
        ...['window_closed', 'human_agent_not_granted'],
      ].includes(reason))
  ) {
    return { key: `problem.${reason}`, values: {} };
  }
  const key =
    { 0: 'network', 403: 'forbidden', 404: 'not_found', 413: 'file_too_large', 415: 'file_type' }[
      status
    ] ?? 'server';
  return { key: `problem.${key}`, values: {} };
}
