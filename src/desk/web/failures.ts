/** Reasons of the delivery worker that have words of their own. */
const NAMED = new Set([
  'window_closed',
  'human_agent_not_granted',
  'answered_by_person',
  'superseded',
  'person_unavailable',
  'another_app_holds_the_thread',
  'unreachable',
  'no_answer',
  'token',
  'page_restricted',
  'rate_limit',
  'temporary',
]);

/**
 * Graph's answers by `code_subcode`, then by code.
 * @see https://developers.facebook.com/docs/messenger-platform/error-codes
 */
const GRAPH: Readonly<Record<string, string>> = {
  '10_2018278': 'window_closed',
  '10_2534022': 'window_closed',
  '10_2018065': 'window_closed',
  '10_2018108': 'person_unavailable',
  '10_2018300': 'another_app_holds_the_thread',
  '10_2018336': 'policy',
  '10_1893063': 'page_restricted',
  '100_2534037': 'another_app_holds_the_thread',
  '100_2018001': 'unknown_person',
  '100_2018008': 'file_unreachable',
  '100_2018294': 'file_unreachable',
  '100_2018047': 'file_refused',
  '100_2018074': 'file_refused',
  '100_2018109': 'file_refused',
  '200_1545041': 'person_unavailable',
  '613_2018338': 'policy',
  '1_99': 'no_permission',
  '10': 'no_permission',
  '100': 'bad_message',
  '190': 'token',
  '200': 'no_permission',
  '368': 'policy',
  '551': 'person_unavailable',
  '613': 'rate_limit',
  '2022': 'policy',
};

/** Why a message did not go, as a key of `failure` and the code for what has no words. */
export function failureOf(reason: string): { readonly key: string; readonly code: string } {
  const code = reason.replace(/^graph_/, '');
  const [main = ''] = code.split('_');
  const key = NAMED.has(reason) ? reason : (GRAPH[code] ?? GRAPH[main] ?? 'other');
  return { key: `failure.${key}`, code };
}
