import { isCasePlace } from './cases/case-place.ts';

/** Pages beside the conversations and the cases, by the first word behind the `#`. */
export const PAGES = ['account', 'audit', 'erasures'] as const;
export type DeskPage = (typeof PAGES)[number] | 'cases' | 'conversations';

export function pageIn(hash: string): DeskPage {
  if (isCasePlace(hash)) return 'cases';
  const [name] = hash.replace(/^#\/?/, '').split(/[/?]/);
  return PAGES.find((page) => page === name) ?? 'conversations';
}
