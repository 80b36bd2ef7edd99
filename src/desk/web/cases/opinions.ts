import { useQuery } from '@tanstack/react-query';
import { call } from '../../../http/web/call.ts';
import { opinionsShape } from '../../cases/opinion-shapes.ts';
import { path } from '../reading.ts';

/** What the person thinks of each closing of a case. */
export function useOpinions(reference: string) {
  return useQuery({
    queryKey: ['case', reference, 'opinions'],
    queryFn: ({ signal }) => call(opinionsShape, `/cases/${path(reference)}/opinions`, { signal }),
  });
}
