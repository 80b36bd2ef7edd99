import { useQuery } from '@tanstack/react-query';
import { call } from '../../../http/web/call.ts';
import {
  liveFiguresShape,
  overTimeShape,
  type Span,
  type TableName,
} from '../../figures/desk-figure-shapes.ts';
import { figuresShape } from '../../cases/opinion-shapes.ts';
import type { OpinionsBy } from '../../../domain/opinion.ts';

const LIVE_MS = 10_000;

export function useLiveFigures() {
  return useQuery({
    queryKey: ['figures', 'live'],
    queryFn: ({ signal }) => call(liveFiguresShape, '/figures/live', { signal }),
    refetchInterval: LIVE_MS,
  });
}

export function useOverTime(days: Span) {
  return useQuery({
    queryKey: ['figures', 'over-time', days],
    queryFn: ({ signal }) => call(overTimeShape, `/figures/over-time?days=${days}`, { signal }),
    refetchInterval: false,
  });
}

export function useSatisfaction(by: OpinionsBy) {
  return useQuery({
    queryKey: ['figures', 'satisfaction', by],
    queryFn: ({ signal }) => call(figuresShape, `/figures/satisfaction?by=${by}`, { signal }),
    refetchInterval: false,
  });
}

/** Where a whole table comes from as a file. */
export function fileOf(table: TableName, language: string, days: Span = 30): string {
  return `/api/figures/table?table=${table}&days=${days}&language=${language === 'en' ? 'en' : 'th'}`;
}
