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
  hotline: 'Call',
  copy: 'Copy',
  copied: 'Copied',
  history: 'Progress',
  told: 'You were told in the chat on',
  not_told: 'Not told in the chat yet',
  erasure_answered: 'An answer to your wish to have your data erased waits for you',
  erasure_answered_how: 'Write to us in the Messenger chat, and the answer comes at once.',
  keep: 'Keep as proof',
  keep_why:
    'The receipt has an electronic signature of the centre. It shows when you complained and which files you sent.',
  save_receipt: 'Save the receipt (PDF)',
  receipt_failed:
    'The receipt cannot be made now. Your case is safe. Try again later, or call 1212.',
  picture: 'QR code that opens this page',
  picture_hint: 'Scan it or save it to come back here. The secret is not in it.',
  verify: {
    title: 'Check a receipt',
    file: 'Receipt (PDF file)',
    hint: 'Choose the original file, or drop it here. No sign-in is needed, and we do not keep it.',
    choose: 'Choose a file',
    genuine: 'A genuine receipt of the centre, not changed',
    means:
      'Everything in this file is as the centre made it. It does not prove that what was told is true.',
    issued: 'Made',
    files: 'Files of evidence',
    bytes: 'bytes',
    refused: 'Not to be trusted',
    broken: 'It cannot be checked now. Try again in a little while.',
    problem: {
      no_statement:
        'There is no signature of the centre in this file. Use the original: one that was saved anew or scanned cannot be checked.',
      two_statements: 'This file was put together from several and cannot be trusted.',
      damaged: 'The signature in the file is damaged or was changed.',
      unknown_key: 'It is not signed with a key of this centre.',
      wrong_signature: 'The signature is wrong: the centre did not make this receipt.',
      paper_changed:
        'The file was changed after the centre had made it. Do not trust what it shows.',
    },
  },
  safety: 'We never ask for an OTP, a password or money.',
};
