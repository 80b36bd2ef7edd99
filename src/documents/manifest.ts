import type { StoredEvidence } from '../domain/evidence.ts';
import type { Instant } from '../domain/ids.ts';
import type { CaseFile, FileInBundle } from './case-file.ts';

/** What `manifest.json` says; a change that older readers would misread gets a new number. */
export const BUNDLE_SCHEMA = '1212-case-bundle/1';

const iso = (at: Instant) => new Date(at).toISOString();

/** Everything in the bundle and every fact, each with who said it and when. */
export function manifestOf(
  { record, evidence, at, agency }: CaseFile,
  parts: {
    readonly summary: { readonly path: string; readonly bytes: number; readonly sha256: string };
    readonly files: readonly FileInBundle[];
    /** Known by their hash, and gone from the store. */
    readonly lost: readonly StoredEvidence[];
  },
) {
  const { reference, type, status, holder, urgent, createdAt, facts, parties, history } = record;
  return {
    schema: BUNDLE_SCHEMA,
    madeAt: iso(at),
    madeFor: agency,
    case: { reference, type, status, holder, urgent, createdAt: iso(createdAt) },
    facts: Object.entries(facts).map(([name, { value, source }]) => ({
      name,
      value,
      saidBy: source.by,
      saidAt: iso(source.at),
      message: source.messageId,
    })),
    parties: parties.map(({ role, kind, value }) => ({ role, kind, value })),
    history: history.map(({ at: moment, status: was, holder: by }) => ({
      at: iso(moment),
      status: was,
      holder: by,
    })),
    files: [
      { ...parts.summary, mediaType: 'application/pdf', saidBy: '1212', receivedAt: iso(at) },
      ...parts.files.map(({ path, item }) => ({
        path,
        bytes: item.bytes,
        sha256: item.sha256,
        mediaType: item.mediaType,
        saidBy: 'consumer',
        receivedAt: iso(item.receivedAt),
        kind: item.kind,
        origin: item.origin,
        message: item.messageId,
      })),
    ],
    notInBundle: [
      ...parts.lost.map(({ sha256, receivedAt }) => ({
        reason: 'lost' as const,
        sha256,
        receivedAt: iso(receivedAt),
      })),
      ...evidence.flatMap((item) =>
        item.status === 'failed'
          ? { reason: item.reason, sha256: null, receivedAt: iso(item.receivedAt) }
          : [],
      ),
    ],
  };
}
