import { AUDIT_ACTIONS, type AuditAction } from '../../../domain/audit.ts';

/** What of the audit is shown: `#/audit?case=OCC-…&actor=…&action=…&from=2026-11-25&to=…`. */
export interface AuditPlace {
  readonly case: string;
  /** A member's id, or `bot`, `consumer`, `public`, `system`. */
  readonly actor: string;
  readonly action: AuditAction | null;
  /** First and last day. */
  readonly from: string;
  readonly to: string;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

export function readAuditPlace(hash: string): AuditPlace {
  const query = new URLSearchParams(hash.split('?')[1] ?? '');
  const day = (name: string) => {
    const value = query.get(name) ?? '';
    return DAY.test(value) ? value : '';
  };
  return {
    case: query.get('case') ?? '',
    actor: query.get('actor') ?? '',
    action: AUDIT_ACTIONS.find((one) => one === query.get('action')) ?? null,
    from: day('from'),
    to: day('to'),
  };
}

export function writeAuditPlace(place: AuditPlace): string {
  const query = new URLSearchParams(
    Object.entries(place).filter((entry): entry is [string, string] => (entry[1] ?? '') !== ''),
  ).toString();
  return `#/audit${query === '' ? '' : `?${query}`}`;
}

/** The question to the interface; both days count as a whole, in the browser's time zone. */
export function auditQuery({ case: reference, actor, action, from, to }: AuditPlace): string {
  const query = new URLSearchParams({ limit: '50' });
  if (reference !== '') query.set('case', reference);
  if (actor !== '') query.set('actor', actor);
  if (action !== null) query.set('action', action);
  if (from !== '') query.set('since', new Date(`${from}T00:00`).toISOString());
  if (to !== '') {
    const next = new Date(`${to}T00:00`);
    next.setDate(next.getDate() + 1);
    query.set('until', next.toISOString());
  }
  return query.toString();
}
