import type { inbox as th } from './inbox.th.ts';

export const inbox: typeof th = {
  page: {
    loading: 'Opening the page',
    not_loaded: 'The page could not be opened. Please load it again.',
    reload: 'Load again',
  },
  attach: {
    choose: 'Attach a file (picture, PDF, video, sound)',
    staged: 'Files to be sent',
    remove: 'Take {{name}} out',
    too_large: 'A file larger than {{limit}} was left out.',
  },
};
