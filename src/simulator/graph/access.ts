import { createHmac, timingSafeEqual } from 'node:crypto';
import { GraphFault } from './fault.ts';

/** A proof with a time is good for five minutes (Meta, "Secure Graph API calls"). */
const PROOF_LIFE_S = 300;

export interface Credentials {
  readonly token: string | undefined;
  readonly proof: string | undefined;
  /** `appsecret_time`, in seconds; without it the proof has the older form. */
  readonly proofTime: string | undefined;
}

/**
 * Whose token it is: the Page's, or the app's own (number and secret).
 * @throws GraphFault 190 for a bad or missing token, 100 for a wrong proof
 */
export function checkAccess(
  given: Credentials,
  expected: {
    readonly accessToken: string;
    readonly appId: string;
    readonly appSecret: string;
    readonly now: number;
    readonly requireProof: boolean;
  },
): 'page' | 'app' {
  const { token, proof, proofTime } = given;
  if (token === undefined || token === '') {
    throw new GraphFault({
      code: 190,
      message: 'An access token is required to request this resource.',
    });
  }
  const isApp = same(token, `${expected.appId}|${expected.appSecret}`);
  if (!isApp && !same(token, expected.accessToken)) {
    throw new GraphFault({ code: 190, message: 'Invalid OAuth access token data.' });
  }
  const holder = isApp ? 'app' : 'page';
  if (proof === undefined) {
    if (!expected.requireProof) return holder;
    throw wrongProof('API calls from the server require an appsecret_proof argument');
  }
  const signed = proofTime === undefined ? token : `${token}|${proofTime}`;
  const right = createHmac('sha256', expected.appSecret).update(signed).digest('hex');
  const fresh =
    proofTime === undefined || Math.abs(expected.now / 1000 - Number(proofTime)) <= PROOF_LIFE_S;
  if (!same(proof, right) || !fresh) {
    throw wrongProof('Invalid appsecret_proof provided in the API argument');
  }
  return holder;
}

function wrongProof(message: string): GraphFault {
  return new GraphFault({ code: 100, type: 'GraphMethodException', message });
}

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
