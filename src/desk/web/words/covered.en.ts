import type { covered as th } from './covered.th.ts';

export const covered: typeof th = {
  covered: {
    reveal: 'Sensitive file. Show it (who looks is recorded)',
    hide: 'Cover it again',
    mark: 'Cover this file',
    unmark: 'Cover this file no more',
  },
};
