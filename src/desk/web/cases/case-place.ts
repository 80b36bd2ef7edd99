import { CASE_STATUSES, type CaseStatus } from '../../../domain/case.ts';
import { COMPLAINT_TYPES, type ComplaintType } from '../../../domain/problem-types.ts';

/** Where somebody is among the cases: `#/cases/OCC-…?status=…&type=…&q=…`. */
export interface CasePlace {
  readonly reference: string | null;
  readonly status: CaseStatus | null;
  readonly type: ComplaintType | null;
  readonly agency: string;
  readonly q: string;
  /** Only cases whose agency is silent, or whose mail has failed. */
  readonly stuck: 'yes' | '';
}

/** Every case. */
export const ALL_CASES: CasePlace = {
  reference: null,
  status: null,
  type: null,
  agency: '',
  q: '',
  stuck: '',
};

export function isCasePlace(hash: string): boolean {
  return /^#\/cases(?:[/?]|$)/.test(hash);
}

export function readCasePlace(hash: string): CasePlace {
  const [path = '', search = ''] = hash.replace(/^#\/cases\/?/, '').split('?');
  const query = new URLSearchParams(search);
  return {
    reference: path === '' ? null : decodeURIComponent(path),
    status: CASE_STATUSES.find((one) => one === query.get('status')) ?? null,
    type: COMPLAINT_TYPES.find((one) => one === query.get('type')) ?? null,
    agency: query.get('agency') ?? '',
    q: query.get('q') ?? '',
    stuck: query.get('stuck') === 'yes' ? 'yes' : '',
  };
}

export function writeCasePlace({ reference, ...filters }: CasePlace): string {
  const query = new URLSearchParams(
    Object.entries(filters).filter((entry): entry is [string, string] => (entry[1] ?? '') !== ''),
  ).toString();
  const path = reference === null ? '' : `/${encodeURIComponent(reference)}`;
  return `#/cases${path}${query === '' ? '' : `?${query}`}`;
}
