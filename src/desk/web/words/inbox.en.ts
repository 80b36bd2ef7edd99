import type { inbox as th } from './inbox.th.ts';

export const inbox: typeof th = {
  page: {
    loading: 'Opening the page',
    not_loaded: 'The page could not be opened. Please load it again.',
    reload: 'Load again',
  },
};
