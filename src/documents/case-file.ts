import type { Case } from '../domain/case.ts';
import {
  isStored,
  SHOWN_IN_PLACE,
  type Evidence,
  type StoredEvidence,
} from '../domain/evidence.ts';
import type { Instant } from '../domain/ids.ts';

/** A case as it leaves the house. */
export interface CaseFile {
  readonly record: Case;
  readonly evidence: readonly Evidence[];
  /** When the bundle is made. */
  readonly at: Instant;
  /** For which agency; null: for staff. */
  readonly agency: string | null;
}

/** Words for the ids of the domain and of the dialogs. */
export interface CaseWords {
  readonly type: (type: string) => string;
  readonly status: (status: string) => string;
  readonly fact: (slot: string) => string;
  readonly value: (slot: string, value: string | number) => string;
  readonly party: (role: string, kind: string) => string;
  readonly agency: (id: string) => string;
}

export interface FileInBundle {
  readonly path: string;
  readonly item: StoredEvidence;
}

/** The files of a case with their places in the bundle, in the order in which they came. */
export function filesOf(evidence: readonly Evidence[]): readonly FileInBundle[] {
  return evidence.filter(isStored).map((item, index) => {
    const number = String(index + 1).padStart(2, '0');
    const kind = (item.kind ?? 'file').replace(/[^a-z_]/g, '');
    return { path: `evidence/${number}-${kind}.${SHOWN_IN_PLACE[item.mediaType] ?? 'bin'}`, item };
  });
}
