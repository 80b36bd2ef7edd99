import { useQuery } from '@tanstack/react-query';
import { call } from '../../../http/web/call.ts';
import { cardShape } from '../../conversations/card-shapes.ts';
import { caseShape } from '../../shapes.ts';
import { path } from '../reading.ts';
import { useAttempt } from './case-changing.ts';

/** The handoff card of a conversation, and its corrections; those of a filed matter go into its case. */
export function useCard(conversation: string) {
  const { attempt, problem, busy } = useAttempt();
  const place = `/conversations/${path(conversation)}/card`;
  const { data: card } = useQuery({
    queryKey: ['conversation', conversation, 'card'],
    queryFn: ({ signal }) => call(cardShape, place, { signal }),
  });
  const patch = (body: object) => call(cardShape, place, { method: 'PATCH', body });
  const change = async (body: {
    readonly facts?: Readonly<Record<string, string | number>>;
    readonly type?: string;
    readonly urgent?: boolean;
  }): Promise<boolean> => {
    const reference = card?.reference ?? null;
    const done = await attempt(async () => {
      if (reference === null) return patch(body);
      const record = `/cases/${path(reference)}`;
      await call(caseShape, record, { method: 'PATCH', body });
      return body.urgent === undefined ? true : patch({ urgent: body.urgent });
    });
    return done !== null;
  };
  return { card, change, problem, busy };
}
