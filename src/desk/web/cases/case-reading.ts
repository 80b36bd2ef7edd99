import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../http/web/call.ts';
import { auditShape } from '../../audit/audit-shapes.ts';
import { similarShape, statusPreviewShape } from '../../cases/case-shapes.ts';
import { caseShape, listOf, type CaseView } from '../../shapes.ts';
import type { CasePlace } from './case-place.ts';
import { explain, type Explained } from '../problems.ts';
import { path } from '../reading.ts';

const cases = listOf(caseShape);
const similar = listOf(similarShape);
const audit = listOf(auditShape);

export function useCases({ status, type, agency, q }: Omit<CasePlace, 'reference' | 'stuck'>) {
  const filters = Object.entries({ status, type, agency, q }).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [`${name}=${path(value)}`],
  );
  const filter = ['limit=30', ...filters].join('&');
  return useInfiniteQuery({
    queryKey: ['cases', filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call(cases, `/cases?${filter}${pageParam === '' ? '' : `&cursor=${path(pageParam)}`}`, {
        signal,
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export function useSimilar(reference: string) {
  return useQuery({
    queryKey: ['case', reference, 'similar'],
    queryFn: ({ signal }) => call(similar, `/cases/${path(reference)}/similar`, { signal }),
  });
}

/** What the person would be told; the words follow what is typed. */
export function useStatusPreview(record: CaseView, status: string | null, word: string) {
  const { reference, version } = record;
  return useQuery({
    queryKey: ['case', reference, 'preview', version, status, word],
    queryFn: ({ signal }) =>
      call(statusPreviewShape, `/cases/${path(reference)}/status-preview`, {
        method: 'POST',
        body: { status, ...(word !== '' && { word }) },
        signal,
      }),
    enabled: status !== null,
    placeholderData: keepPreviousData,
  });
}

/** Read when it is asked for: few need to know who looked. */
export function useCaseAudit(reference: string, enabled: boolean) {
  return useQuery({
    queryKey: ['case', reference, 'audit'],
    queryFn: ({ signal }) => call(audit, `/cases/${path(reference)}/audit?limit=100`, { signal }),
    enabled,
  });
}

/** Changes one case; `problem` says why the last change failed. */
export function useCaseChange(reference: string) {
  const client = useQueryClient();
  const [problem, setProblem] = useState<Explained | null>(null);
  const [busy, setBusy] = useState(false);
  const change = async (body: object): Promise<boolean> => {
    setProblem(null);
    setBusy(true);
    try {
      await call(caseShape, `/cases/${path(reference)}`, { method: 'PATCH', body });
      return true;
    } catch (error) {
      setProblem(explain(error, 'other'));
      return false;
    } finally {
      await client.invalidateQueries({ queryKey: ['case', reference] });
      await client.invalidateQueries({ queryKey: ['cases'] });
      setBusy(false);
    }
  };
  return { change, problem, busy };
}
