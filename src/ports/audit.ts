import type {
  AuditAction,
  AuditActor,
  AuditDraft,
  AuditEntry,
  AuditHead,
  AuditSubject,
} from '../domain/audit.ts';
import type { Instant } from '../domain/ids.ts';
import type { Page } from './reading.ts';

export interface AuditQuery {
  /** Entries about any of these; an empty list finds nothing. */
  readonly subjects?: readonly AuditSubject[];
  readonly actor?: AuditActor;
  readonly action?: AuditAction;
  /** From this moment on. */
  readonly since?: Instant;
  /** Before this moment. */
  readonly until?: Instant;
  readonly cursor?: string;
  readonly limit: number;
}

/** Append-only: nothing here, and nothing else, changes or removes an entry. */
export interface AuditStore {
  /** For what changes nothing else: somebody looked at a case, a file was downloaded. */
  appendAudit(drafts: readonly AuditDraft[]): Promise<void>;
  /** Latest first. */
  auditEntries(query: AuditQuery): Promise<Page<AuditEntry>>;
  /** The entries behind `afterSeq` in the chain's order, as they stand in the store now. */
  auditChain(afterSeq: number, limit: number): Promise<readonly AuditEntry[]>;
  /** Where the store says that the chain ends; GENESIS (domain/audit.ts) when it is empty. */
  auditHead(): Promise<AuditHead>;
}
