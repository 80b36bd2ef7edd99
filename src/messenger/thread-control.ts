import { z } from 'zod';
import {
  GraphRejectedError,
  GraphUnknownOutcomeError,
  GraphUnreachableError,
} from '../domain/graph-errors.ts';
import type { Log, ThreadCallResult, ThreadControl, ThreadRefusal } from '../ports.ts';
import type { GraphClient } from './graph-client.ts';

const id = z.union([z.string(), z.number()]).transform(String);
const owners = z.looseObject({
  data: z.array(
    z.looseObject({
      thread_owner: z.looseObject({ app_id: id, expiration: z.coerce.number().optional() }),
    }),
  ),
});

type Refused = Extract<ThreadCallResult, { status: 'refused' }>;

/** Meta's thread-control endpoints for one Page. */
export function threadControl(options: {
  readonly graph: Pick<GraphClient, 'call'>;
  readonly pageId: string;
  readonly log: Pick<Log, 'warn'>;
}): ThreadControl {
  const { graph, pageId, log } = options;
  const refused = (name: string, error: unknown): Refused => {
    const reason = reasonOf(error);
    const { code = null, subcode = null } = error instanceof GraphRejectedError ? error : {};
    log.warn('messenger.thread_control_refused', { call: name, reason, code, subcode });
    return { status: 'refused', reason };
  };
  const change = async (name: string, psid: string, more: object = {}) => {
    const body = { recipient: { id: psid }, ...more };
    try {
      await graph.call('POST', `/${pageId}/${name}_thread_control`, body);
      return { status: 'done' } as const;
    } catch (error) {
      return refused(name, error);
    }
  };
  return {
    pass: (psid, appId) => change('pass', psid, { target_app_id: appId }),
    take: (psid) => change('take', psid),
    request: (psid) => change('request', psid),
    release: (psid) => change('release', psid),
    extend: (psid, seconds) => change('extend', psid, { duration: seconds }),
    async owner(psid) {
      try {
        const path = `/${pageId}/thread_owner`;
        const answer = await graph.call('GET', path, undefined, { recipient: psid });
        const parsed = owners.safeParse(answer);
        if (!parsed.success) return refused('owner', new GraphUnknownOutcomeError('No owners.'));
        const first = parsed.data.data[0]?.thread_owner;
        if (first === undefined) return { status: 'idle' };
        const { app_id: appId, expiration } = first;
        return {
          status: 'held',
          appId,
          until: expiration === undefined ? null : expiration * 1000,
        };
      } catch (error) {
        return refused('owner', error);
      }
    },
  };
}

/** A bug is thrown on. @see https://developers.facebook.com/docs/messenger-platform/error-codes */
function reasonOf(error: unknown): ThreadRefusal {
  if (error instanceof GraphUnreachableError) return 'unreachable';
  if (error instanceof GraphUnknownOutcomeError) return 'no_answer';
  if (!(error instanceof GraphRejectedError)) throw error;
  const { code, subcode, httpStatus } = error;
  if (subcode === 2018300 || subcode === 2534037) return 'not_our_thread';
  if (subcode === 2018001) return 'unknown_person';
  if (httpStatus === 429) return 'rate_limit';
  switch (code) {
    case 27:
      return 'no_default_app';
    case 190:
      return 'token';
    case 4:
    case 613:
      return 'rate_limit';
    case 3:
    case 10:
    case 200:
      return 'not_allowed';
    default:
      return 'rejected';
  }
}
