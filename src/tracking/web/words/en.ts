import type { th } from './th.ts';

export const en: typeof th = {
  title: 'Track your case',
  intro: 'Enter both codes of the receipt that we sent you in the chat.',
  reference: 'Reference code',
  reference_hint: 'For example OCC-6911-7K3FQ-M',
  secret: 'Secret',
  secret_hint: '6 letters and digits. Show it to nobody else.',
  show: 'Show the status',
  missing: 'Please fill this in',
  none: {
    title: 'No case found',
    text: 'Please check both codes, or call 1212 at any time.',
  },
  slow: {
    title: 'Too many tries',
    text: 'Wait about 15 minutes, then try again, or call 1212 at any time.',
  },
  broken: {
    title: 'The status cannot be shown now',
    text: 'Try again in a little while, or call 1212 at any time.',
  },
  now: 'Status now',
  held_by: 'Who has it now',
  filed: 'Filed',
  changed: 'Last change',
  next: 'Next step',
  next_step: {
    wait_for_centre: 'Nothing for you to do. We are working on it and will answer in your chat.',
    send_evidence:
      'Open the chat in which you filed it and send the evidence that staff asked for.',
    wait_for_agency: 'The responsible agency is working on it and may contact you itself.',
    contact_again: 'If it is not settled, or you know more, write in the same chat or call 1212.',
    nothing: 'Nothing more to do. If you change your mind, write in the same chat.',
  },
  safety: 'We never ask for an OTP, a password or money.',
};
