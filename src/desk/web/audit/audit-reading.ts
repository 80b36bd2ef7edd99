import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from '../../../http/web/call.ts';
import { auditShape } from '../../audit/audit-shapes.ts';
import { listOf } from '../../shapes.ts';
import { auditQuery, type AuditPlace } from './audit-place.ts';
import { path } from '../reading.ts';

const audit = listOf(auditShape);

export function useAudit(place: AuditPlace) {
  const query = auditQuery(place);
  return useInfiniteQuery({
    queryKey: ['audit', query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call(audit, `/audit?${query}${pageParam === '' ? '' : `&cursor=${path(pageParam)}`}`, {
        signal,
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Every first page that is read is an entry of its own.
    refetchInterval: false,
  });
}

/** Who viewed and took a file of a case; read when it is asked for. */
export function useCustody(reference: string, file: string, enabled: boolean) {
  return useQuery({
    queryKey: ['case', reference, 'custody', file],
    queryFn: ({ signal }) =>
      call(audit, `/cases/${path(reference)}/evidence/${path(file)}/audit?limit=100`, { signal }),
    enabled,
  });
}
