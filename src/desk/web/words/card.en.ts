import type { card as th } from './card.th.ts';

export const card: typeof th = {
  card: {
    title: 'Before you take over',
    wish: 'What the person wants',
    no_wish: 'Nothing told yet',
    type: 'Problem type',
    no_type: 'Type not known yet',
    maybe: 'Or perhaps',
    choose_type: 'Set it to {{type}}',
    percent: '{{type}} {{percent}}%',
    urgency: 'Urgency',
    urgent: 'Urgent',
    not_urgent: 'Not urgent',
    set_urgent: 'Treat as urgent',
    why: {
      staff: 'set by {{name}}',
      money_just_sent: 'money was sent just now',
      money_lost: 'money is gone',
      care: 'the person sounds as if they do not want to live',
      form: 'by the form of this type',
    },
    facts: 'Known so far',
    no_facts: 'Nothing yet',
    files: 'Evidence that is needed',
    file_state: {
      present: 'here',
      unsorted: 'perhaps among the files sent',
      later: 'has none, or sends it later',
      missing: 'missing',
    },
    other_files: 'Other files sent: {{count}}',
    bot_said: 'What the bot has said',
    next: 'Ask next',
    asking: 'The bot waits for: {{what}}',
    nothing_missing: 'Nothing is missing',
  },
};
