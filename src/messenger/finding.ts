import { ZodError } from 'zod';
import {
  GraphRejectedError,
  GraphUnknownOutcomeError,
  GraphUnreachableError,
} from '../domain/graph-errors.ts';

/** One line of `npm run messenger`: what was looked at, and how it is. */
export type Finding =
  | { readonly status: 'ok' | 'changed'; readonly what: string }
  | { readonly status: 'problem' | 'unchecked'; readonly what: string; readonly remedy: string };

/** The remedy for whatever set-up mends. */
export const SET_UP = 'Run: npm run messenger -- setup';

/** Says what a failed call means and what to do; Graph's own words go with it. */
export function problemOf(doing: string, error: unknown): Finding {
  const { because, remedy } = explain(error);
  return { status: 'problem', what: `${doing}: ${because}`, remedy };
}

/** Whether no other call will fare better. */
export function isDeadToken(error: unknown): boolean {
  return error instanceof GraphRejectedError && error.code === 190;
}

function explain(error: unknown): { because: string; remedy: string } {
  if (error instanceof GraphUnreachableError) {
    return {
      because: error.message,
      remedy: 'Check the network, the proxy and FACEBOOK_GRAPH_URL.',
    };
  }
  if (error instanceof GraphUnknownOutcomeError) {
    return {
      because: error.message,
      remedy: 'Run the command again; it does only what is left to do.',
    };
  }
  if (error instanceof ZodError) {
    return {
      because: 'Facebook answered in a form that this program does not know.',
      remedy: 'Check FACEBOOK_GRAPH_URL and FACEBOOK_GRAPH_VERSION.',
    };
  }
  if (!(error instanceof GraphRejectedError)) throw error;
  const { code, subcode, httpStatus, message } = error;
  const number = code === null ? `HTTP ${httpStatus}` : `error ${code}`;
  const because = `Facebook answered ${number}${subcode === null ? '' : `/${subcode}`}, ${message}`;
  return { because, remedy: remedyFor(error, message) };
}

function remedyFor({ code, httpStatus }: GraphRejectedError, message: string): string {
  if (/appsecret_proof/i.test(message)) {
    return 'Set FACEBOOK_APP_SECRET to the secret of the app that the token belongs to, and check the clock.';
  }
  switch (code) {
    case 190:
      return 'Make a new Page token in the app’s Messenger settings and set FACEBOOK_ACCESS_TOKEN.';
    case 4:
    case 32:
    case 613:
      return 'Wait ten minutes: Facebook takes ten profile calls in that time. Then run the command again.';
    case 10:
    case 200:
      return 'Grant the app pages_messaging and pages_manage_metadata for this Page, and make the token anew.';
    case 100:
      return 'Check FACEBOOK_PAGE_ID and FACEBOOK_APP_ID against the Page and the app.';
    case 2200:
      return 'Facebook could not verify the webhook: start the server at PUBLIC_URL with this FACEBOOK_VERIFY_TOKEN first.';
    default:
      return httpStatus === 429
        ? 'Wait ten minutes and run the command again.'
        : 'Look the number up in Meta’s list of Graph API errors.';
  }
}
