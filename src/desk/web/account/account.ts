import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { accountAnswer, factorKept, factorOffer } from '../../../accounts/shapes.ts';
import { sessionAnswer } from '../../../http/session-shapes.ts';
import { call, CallError, setCsrfToken } from '../../../http/web/call.ts';

const KEY = ['account'];

export function useAccount() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call(accountAnswer, '/account', { signal }),
  });
}

/** Something that changes the account; what it shows is read again. */
function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/** @see DELETE /api/account/sessions/:id; `others` ends every session but this one */
export const useEndSession = () =>
  useChange((id: string) =>
    call(z.undefined(), `/account/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  );

export const useNewPassword = () =>
  useChange(async (body: { password: string; next: string }) => {
    const { csrfToken } = await call(sessionAnswer, '/account/password', { method: 'POST', body });
    setCsrfToken(csrfToken);
  });

export const useOffer = () =>
  useMutation({
    mutationFn: () => call(factorOffer, '/account/second-factor/offer', { method: 'POST' }),
  });

/** @returns the recovery codes, which are never shown again */
export const useTurnOn = () =>
  useChange(async (body: { password: string; secret: string; code: string }) => {
    const kept = await call(factorKept, '/account/second-factor', { method: 'POST', body });
    setCsrfToken(kept.csrfToken);
    return kept.recoveryCodes;
  });

export const useTurnOff = () =>
  useChange(async (body: { password: string; code: string }) => {
    const path = '/account/second-factor/removal';
    const { csrfToken } = await call(sessionAnswer, path, { method: 'POST', body });
    setCsrfToken(csrfToken);
  });

/** The key of the words for what went wrong; null while nothing has. */
export function accountProblem(error: unknown): string | null {
  if (error === null) return null;
  const { status, reason } = error instanceof CallError ? error : new CallError(500);
  if (reason === 'password') return 'account.wrong_password';
  if (reason === 'code') return 'signin.code_wrong';
  if (status === 429) return 'signin.slow';
  return status === 0 ? 'problem.network' : 'problem.server';
}
