import { moved, told, withFact } from '../domain/amend-case.ts';
import { byStaff, ofCase, type AuditDraft } from '../domain/audit.ts';
import {
  allowedNextStatuses,
  isClosed,
  type Case,
  type CaseStatus,
  type FactValue,
  type Party,
} from '../domain/case.ts';
import type { Instant } from '../domain/ids.ts';
import type { ComplaintType } from '../domain/problem-types.ts';
import type { ReferenceCode } from '../domain/reference-code.ts';
import type { Actor } from '../domain/staff.ts';
import type { Change, Clock, Ids, Store } from '../ports.ts';

/** What a member of staff changes; what is missing stays as it is. */
export interface CaseEdit {
  readonly status?: CaseStatus;
  /** What the person is told beside the new status. */
  readonly word?: string;
  readonly type?: ComplaintType;
  readonly urgent?: boolean;
  /** By slot; a value that stands already changes nothing. */
  readonly facts?: Readonly<Record<string, FactValue>>;
  /** All of them, in place of those that stand. */
  readonly parties?: readonly Party[];
  readonly onBehalfOf?: string | null;
  readonly duplicateOf?: ReferenceCode | null;
  readonly note?: string;
}

export type EditedCase =
  | { readonly status: 'ok'; readonly case: Case }
  | { readonly status: 'not_found' }
  | { readonly status: 'not_allowed'; readonly allowed: readonly CaseStatus[] }
  /** Somebody else has changed it since; this is how it stands now. */
  | { readonly status: 'stale'; readonly case: Case }
  /** The other case is this one, is not there, or is itself a duplicate. */
  | { readonly status: 'no_original' };

/** What of a case is news to its conversation. */
export interface CaseNewsOf {
  /** Its status is another one. */
  readonly moved: boolean;
  /** Facts with their new values, by slot. */
  readonly corrected: Readonly<Record<string, FactValue>>;
}

export interface EditTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  /** What else the same commit changes: the person is told, and the bot knows what was corrected. */
  readonly news: (changed: Case, now: Instant, of: CaseNewsOf) => Promise<Change>;
}

/**
 * Changes a case in one commit: every field, its audit, and what its conversation has to know.
 * @param expectedVersion the version that the editor saw; null: the newest, whatever it is
 */
export async function editCase(
  tools: EditTools,
  actor: Actor,
  reference: ReferenceCode,
  edit: CaseEdit,
  expectedVersion: number | null = null,
): Promise<EditedCase> {
  const { store, clock, ids } = tools;
  for (;;) {
    const before = await store.caseByReference(reference);
    if (before === null) return { status: 'not_found' };
    if (expectedVersion !== null && before.version !== expectedVersion) {
      return { status: 'stale', case: before };
    }
    const allowed = allowedNextStatuses(before.status);
    if (edit.status !== undefined && !allowed.includes(edit.status)) {
      return { status: 'not_allowed', allowed };
    }
    if (!(await mayStandFor(store, reference, edit.duplicateOf))) return { status: 'no_original' };
    const now = clock.now();
    const edited = applyEdit(before, edit, actor, now);
    const corrected = Object.fromEntries(
      Object.entries(edit.facts ?? {}).filter(
        ([slot, value]) => before.facts[slot]?.value !== value,
      ),
    );
    const isMoved = edit.status !== undefined;
    const news = await tools.news(edited, now, { moved: isMoved, corrected });
    const next = withTold(edited, isMoved ? news : {}, now);
    const result = await store.commit({
      ...news,
      cases: [{ expectedVersion: before.version, next }],
      live: [...(news.live ?? []), { id: ids.next(), at: now, topic: 'case', subject: reference }],
      audit: [...(news.audit ?? []), ...auditOf(before, edit, Object.keys(corrected), actor, now)],
    });
    if (result.status === 'committed') return { status: 'ok', case: next };
  }
}

/** A case that goes on instead of another one has to be there, and to be no duplicate itself. */
async function mayStandFor(
  store: Store,
  reference: ReferenceCode,
  original: ReferenceCode | null | undefined,
): Promise<boolean> {
  if (original === null || original === undefined) return true;
  const found = original === reference ? null : await store.caseByReference(original);
  return found !== null && (found.duplicateOf ?? null) === null;
}

function applyEdit(before: Case, edit: CaseEdit, actor: Actor, now: Instant): Case {
  const { status, word, type, urgent, parties, onBehalfOf, duplicateOf, note } = edit;
  const staff = { staffId: actor.id, name: actor.name };
  let next: Case = {
    ...before,
    version: before.version + 1,
    updatedAt: now,
    ...(type !== undefined && {
      type,
      typeSource: { by: 'agent', staff, confidence: null, at: now } as const,
    }),
    ...(urgent !== undefined && { urgent }),
    ...(parties !== undefined && { parties }),
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    ...(duplicateOf !== undefined && { duplicateOf }),
    ...(note !== undefined && {
      notes: [...(before.notes ?? []), { at: now, by: staff, text: note }],
    }),
  };
  for (const [slot, value] of Object.entries(edit.facts ?? {})) {
    next = withFact(next, slot, value, { by: 'agent', staff, messageId: null, at: now });
  }
  return status === undefined ? next : moved(next, { status, at: now, by: actor.name, word });
}

/** The news is the first message that tells it; none could go out: it is told later. */
function withTold(record: Case, news: Change, now: Instant): Case {
  const message = news.outbox?.find((item) => item.news?.reference === record.reference);
  return message === undefined ? record : told(record, { messageId: message.id, at: now });
}

function auditOf(
  before: Case,
  edit: CaseEdit,
  corrected: readonly string[],
  actor: Actor,
  at: Instant,
): AuditDraft[] {
  const about = { at, actor: byStaff(actor.id), subject: ofCase(before.reference) } as const;
  const fields = [
    ...(['type', 'urgent', 'parties', 'onBehalfOf'] as const).filter(
      (name) => edit[name] !== undefined,
    ),
    ...corrected.map((slot) => `facts.${slot}`),
  ];
  const { status, note, duplicateOf } = edit;
  const entries: AuditDraft[] = [];
  if (fields.length > 0) entries.push({ ...about, action: 'case.changed', details: { fields } });
  if (note !== undefined) entries.push({ ...about, action: 'case.note_added' });
  if (duplicateOf === null) entries.push({ ...about, action: 'case.unmarked_duplicate' });
  if (typeof duplicateOf === 'string') {
    entries.push({ ...about, action: 'case.marked_duplicate', details: { of: duplicateOf } });
  }
  if (status !== undefined) {
    const reopened = isClosed(before.status) && !isClosed(status);
    const action = reopened ? 'case.reopened' : 'case.status_changed';
    entries.push({ ...about, action, details: { from: before.status, to: status } });
  }
  return entries;
}
