import type { privacy as th } from './privacy.th.ts';

export const privacy: typeof th = {
  privacy: {
    hold: 'Legal hold',
    held_by: 'Kept by order of {{name}}, {{at}}: {{reason}}',
    set_hold: 'Keep this case',
    why_hold: 'Why, such as the number of a court order',
    lift: 'Lift the hold',
    unmask: 'Show numbers in full',
    why_unmask: 'Why do you need them?',
    recorded: 'Who looked and why is recorded.',
    how_long: 'You see the full numbers of this case for 15 minutes. Then they are hidden again.',
    reason: {
      person_calls: 'The person calls',
      agency_asks: 'An agency asks',
      same_seller: 'To see whether it is the same seller',
      covers_colleague: 'I stand in for a colleague',
    },
    hidden_in_thread: 'Long numbers are hidden until you take the conversation.',
    person: 'Data of the person',
    export: 'Download everything about the person',
    erase: 'Erase the person',
    erase_what:
      'The conversation, the files and the closed cases of the person go, and cannot be brought back.',
    erase_stays:
      'Code, type, status and dates of a case stay, so that the counts are right; they tell nobody whose it was.',
    erase_word: 'erase',
    erase_type: 'Type {{word}} to confirm',
    erase_now: 'Erase now',
    cannot_erase: 'Not now: these cases have to stay',
    because: { open: 'is open: it is needed to help the person', legal_hold: 'is kept by law' },
    requests: 'Wishes to be erased',
    requests_intro:
      'People who asked for it in the chat. Where no case is in the way it is done by itself after an hour.',
    no_requests: 'Nobody waits for an answer.',
    asked: 'Asked {{at}}.',
    to_decide: 'A supervisor decides.',
    done_at: 'Done by itself at {{at}}.',
    changed_mind: 'They changed their mind',
    refuse: 'Refuse',
    why_refuse: 'Why (the person sees it)',
    not_told:
      'Recorded. Messenger’s time is over: the person gets the answer when they next write, and the tracking page says that one waits.',
  },
};
