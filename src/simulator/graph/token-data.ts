import type { GraphStandIn } from './stand-in.ts';

const SCOPES = ['pages_messaging', 'pages_manage_metadata', 'pages_show_list'];

/** The answer of `debug_token`: what a token is good for. */
export function tokenData(
  standIn: GraphStandIn,
  token: unknown,
): Readonly<Record<string, unknown>> {
  if (token !== standIn.accessToken) {
    const error = { code: 190, message: 'Invalid OAuth access token data.' };
    return { error, is_valid: false, scopes: [] };
  }
  return {
    app_id: standIn.appId,
    type: 'PAGE',
    application: 'complaint-desk',
    expires_at: 0,
    is_valid: true,
    profile_id: standIn.pageId,
    scopes: standIn.utilityGranted ? [...SCOPES, 'pages_utility_messaging'] : SCOPES,
  };
}
