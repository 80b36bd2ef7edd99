import type { Finding } from './finding.ts';
import type { PageConnection } from './page-connection.ts';
import { verifyWebhook } from './probes.ts';

/** Whether the webhook answers Facebook's handshake under the public address, tried from here. */
export async function webhookFinding({ callback, settings }: PageConnection): Promise<Finding> {
  if (callback === null) {
    return {
      status: 'unchecked',
      what: 'PUBLIC_URL is not set: whether the webhook can be reached was not tried.',
      remedy: 'Set it to the address under which Facebook reaches this server.',
    };
  }
  if (!callback.startsWith('https://')) {
    return {
      status: 'problem',
      what: `Facebook calls no address without TLS: ${callback}.`,
      remedy:
        'Put a certificate of a public authority in front of the server, set PUBLIC_URL to https.',
    };
  }
  const result = await verifyWebhook(callback, settings.verifyToken);
  switch (result.status) {
    case 'ok':
      return { status: 'ok', what: `The webhook at ${callback} answers the verification.` };
    case 'refused':
      return {
        status: 'problem',
        what: `The webhook at ${callback} refuses the verify token.`,
        remedy: 'Start the server with the same FACEBOOK_VERIFY_TOKEN as here.',
      };
    case 'other_answer':
      return {
        status: 'problem',
        what: `Something else answers at ${callback} (HTTP ${result.httpStatus}).`,
        remedy: 'Let the proxy pass /webhook on to this server unchanged.',
      };
    case 'unreachable':
      return {
        status: 'problem',
        what: `The webhook at ${callback} cannot be reached from here (${result.reason}).`,
        remedy: 'Check name, certificate, firewall and that the server runs.',
      };
  }
}
