import type { th } from './th.ts';

export const en: typeof th = {
  language: 'Language',
  status: {
    received: 'Received',
    screening: 'Being checked',
    need_more_evidence: 'Waiting for more evidence',
    coordinating: 'Being coordinated',
    forwarded: 'Forwarded to an agency',
    agency_in_progress: 'In progress at the agency',
    resolved: 'Resolved',
    closed_advice: 'Closed with advice',
    closed_no_contact: 'Closed, person not reached',
    out_of_scope: 'Out of the centre’s scope',
    withdrawn: 'Withdrawn',
  },
  holder: {
    '1212': '1212 OCC',
  },
};
