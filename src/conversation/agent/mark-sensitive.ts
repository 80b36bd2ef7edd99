import { byStaff, ofEvidence } from '../../domain/audit.ts';
import { isStored, type Evidence } from '../../domain/evidence.ts';
import type { Instant } from '../../domain/ids.ts';
import { isSensitiveKind, tellsOfPapers } from '../../domain/sensitive-file.ts';
import type { Actor } from '../../domain/staff.ts';
import { act, type AgentResult, type AgentTools } from './agent-actions.ts';

/** A member of staff says that a file is sensitive, or that it is not. */
export function markSensitive(
  tools: AgentTools,
  actor: Actor,
  file: Pick<Evidence, 'id' | 'conversationId'>,
  sensitive: boolean,
): Promise<AgentResult> {
  // With the conversation's version: a turn that gives the file to a case must not be undone.
  return act(tools, file.conversationId, async (_draft, now) => {
    const item = await tools.store.evidence(file.id);
    if (item === null || !isStored(item)) return { status: 'not_found' };
    const by = { staffId: actor.id, name: actor.name };
    const action = sensitive ? 'evidence.marked_sensitive' : 'evidence.unmarked_sensitive';
    return {
      status: 'change',
      evidence: [{ ...item, sensitive: sensitive ? { at: now, by } : null }],
      audit: [{ at: now, actor: byStaff(actor.id), action, subject: ofEvidence(item.id) }],
    };
  });
}

/** Covers what came in this turn as somebody's papers: by what was asked for, or by the words beside it. */
export function coverPapers(
  files: readonly Evidence[],
  words: readonly string[],
  now: Instant,
): Evidence[] {
  const told = words.some(tellsOfPapers);
  return files.map((item) =>
    isStored(item) && item.sensitive === undefined && (told || isSensitiveKind(item.kind))
      ? { ...item, sensitive: { at: now, by: null } }
      : item,
  );
}
