import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PresenceStatus } from '../../../domain/presence.ts';
import { call } from '../../../http/web/call.ts';
import { dutyShape, type DutyView, type ShiftView } from '../../duty/duty-shapes.ts';
import { handOversShape } from '../../duty/hand-over-shapes.ts';

/** Who is at the desk, and how it is run. */
export function useDuty() {
  return useQuery({
    queryKey: ['duty'],
    queryFn: ({ signal }) => call(dutyShape, '/duty', { signal }),
  });
}

/** Notes for me, and whether mine is wanted. */
export function useHandOvers() {
  return useQuery({
    queryKey: ['duty', 'hand-overs'],
    queryFn: ({ signal }) => call(handOversShape, '/hand-overs', { signal }),
  });
}

type Setup = Pick<DutyView['setup'], 'version' | 'mode' | 'capacity' | 'answerMinutes'>;

export type DutyChange =
  | { readonly to: 'me'; readonly body: { readonly status: PresenceStatus } }
  | { readonly to: 'setup'; readonly body: Setup }
  | {
      readonly to: 'shifts';
      readonly body: { readonly version: number; readonly shifts: readonly ShiftView[] };
    }
  | {
      readonly to: `members/${string}/capacity`;
      readonly body: { readonly capacity: number | null };
    }
  | {
      readonly to: `members/${string}/presence`;
      readonly body: { readonly status: PresenceStatus };
    };

/** Changes something of it; what comes back is shown at once. */
export function useDutyChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ to, body }: DutyChange) =>
      call(dutyShape, `/duty/${to}`, { method: 'PUT', body }),
    onSuccess: (view) => client.setQueryData(['duty'], view),
    onError: () => client.invalidateQueries({ queryKey: ['duty'] }),
  });
}

export type HandOverAct =
  | { readonly act: 'write'; readonly text: string; readonly putBack: boolean }
  | { readonly act: 'read'; readonly id: string };

export function useHandOverAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: HandOverAct) => {
      if (what.act === 'read') {
        const path = `/hand-overs/${encodeURIComponent(what.id)}/read`;
        return call(handOversShape, path, { method: 'POST' });
      }
      const { text, putBack } = what;
      return call(handOversShape, '/hand-overs', { method: 'POST', body: { text, putBack } });
    },
    onSuccess: () => client.invalidateQueries(),
  });
}
