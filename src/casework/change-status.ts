import type { Case, CaseStatus } from '../domain/case.ts';
import type { ReferenceCode } from '../domain/reference-code.ts';
import type { Actor } from '../domain/staff.ts';
import { editCase, type EditTools } from './edit-case.ts';

export type ChangeStatus =
  | { readonly status: 'ok'; readonly case: Case }
  | { readonly status: 'not_found' }
  | { readonly status: 'not_allowed'; readonly allowed: readonly CaseStatus[] };

/** Moves a case along, whatever was changed of it since; every move stands in its history. */
export async function changeStatus(
  tools: EditTools,
  actor: Actor,
  reference: ReferenceCode,
  next: CaseStatus,
): Promise<ChangeStatus> {
  const result = await editCase(tools, actor, reference, { status: next });
  if (result.status === 'stale' || result.status === 'no_original') {
    throw new Error('A status alone names no version and no other case.');
  }
  return result;
}
