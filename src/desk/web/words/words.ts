import { en as sharedEn } from '../../../http/web/words/en.ts';
import { th as sharedTh } from '../../../http/web/words/th.ts';
import { account as accountEn } from './account.en.ts';
import { account as accountTh } from './account.th.ts';
import { card as cardEn } from './card.en.ts';
import { card as cardTh } from './card.th.ts';
import { caseWords } from './case-words.ts';
import { covered as coveredEn } from './covered.en.ts';
import { covered as coveredTh } from './covered.th.ts';
import { desk as deskEn } from './desk.en.ts';
import { desk as deskTh } from './desk.th.ts';
import { inbox as inboxEn } from './inbox.en.ts';
import { inbox as inboxTh } from './inbox.th.ts';
import { matters as mattersEn } from './matters.en.ts';
import { matters as mattersTh } from './matters.th.ts';
import { referrals as referralsEn } from './referrals.en.ts';
import { referrals as referralsTh } from './referrals.th.ts';
import { supervisor as supervisorEn } from './supervisor.en.ts';
import { supervisor as supervisorTh } from './supervisor.th.ts';
import { thread as threadEn } from './thread.en.ts';
import { thread as threadTh } from './thread.th.ts';

export const words = {
  th: {
    ...sharedTh,
    ...deskTh,
    ...accountTh,
    ...inboxTh,
    ...mattersTh,
    ...threadTh,
    ...cardTh,
    ...coveredTh,
    ...caseWords.th,
    ...referralsTh,
    ...supervisorTh,
  },
  en: {
    ...sharedEn,
    ...deskEn,
    ...accountEn,
    ...inboxEn,
    ...mattersEn,
    ...threadEn,
    ...cardEn,
    ...coveredEn,
    ...caseWords.en,
    ...referralsEn,
    ...supervisorEn,
  },
};
