/** What keeps and forgets people's data, joined: pages, Meta's callbacks, timer and retention. */
import { createHmac } from 'node:crypto';
import type { Router } from 'express';
import { erasureTimer, eraseWhenDue } from '../casework/ask-erasure.ts';
import { remindOfErasure } from '../casework/erasure-requests.ts';
import { eraseDue } from '../casework/retention.ts';
import type { Config } from '../config.ts';
import { deletionCode, type Seal } from '../domain/deletion-code.ts';
import type { Instant } from '../domain/ids.ts';
import { dataDeletionRoutes } from '../messenger/data-deletion.ts';
import { conversationOf } from '../messenger/events.ts';
import type { Breath, Clock, Ids, Log, Store, Swept } from '../ports.ts';
import { privacyPages } from '../privacy/routes.ts';
import type { TimerHandlers } from '../timers/fire-next.ts';

export interface PrivacyParts {
  readonly routes: readonly Router[];
  readonly timerHandlers: TimerHandlers;
  /** The store's sweep, behind what is due by the notice. */
  readonly sweep: (now: Instant, breath: Breath) => Promise<Swept>;
}

export function privacyParts(options: {
  readonly config: Pick<Config, 'RETENTION' | 'RETENTION_DAYS'>;
  readonly store: Store;
  readonly secrets: readonly string[];
  readonly pageId: string;
  /** Address of this server as people reach it. */
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): PrivacyParts {
  const { config, store, secrets, pageId, publicUrl, clock, ids, log } = options;
  const { RETENTION: retention, RETENTION_DAYS: days } = config;
  const seals: readonly Seal[] = secrets.map(
    (secret) => (text) => createHmac('sha256', secret).update(`deletion:${text}`).digest('hex'),
  );
  return {
    routes: [
      dataDeletionRoutes({
        secrets,
        statusPage: (code) => `${publicUrl}/privacy/deletion/${code}`,
        async requestDeletion(userId) {
          const now = clock.now();
          // Meta's number for the app is not the one for the Page, as a rule: then nobody is found,
          // and the page tells the way through the chat.
          const talk = await store.conversation(conversationOf(pageId, userId));
          if (talk !== null) await store.commit({ timers: [erasureTimer(talk.id, now)] });
          const unique = Math.floor(ids.random() * 36 ** 6).toString(36);
          const [seal = () => ''] = seals;
          return deletionCode({ at: now, found: talk !== null }, unique.padStart(6, '0'), seal);
        },
        log,
      }),
      privacyPages({ days, seals }),
    ],
    timerHandlers: {
      erase_conversation: eraseWhenDue(store),
      decide_erasure: remindOfErasure(ids),
    },
    async sweep(now, breath) {
      if (retention !== 'off') {
        const dryRun = retention === 'dry_run';
        await eraseDue({ store, clock, log, breath }, now, { days, dryRun });
      }
      return store.sweep(now, breath);
    },
  };
}
