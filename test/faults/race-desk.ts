import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConversationId } from '../../src/domain/ids.ts';
import { staffId } from '../../src/domain/ids.ts';
import type { Actor } from '../../src/domain/staff.ts';
import { conversationOf, readWebhook } from '../../src/messenger/events.ts';
import type { Log, Store } from '../../src/ports.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { systemIds } from '../../src/assembly/system.ts';
import { testDatabase } from '../fakes/mongo.ts';
import { sizes } from './sizes.ts';
import { PAGE } from './wild-graph.ts';

/** Thousands of commits: in memory where the system has such a folder. */
const MEMORY = '/dev/shm';

export const AGENTS: readonly Actor[] = ['มาลี', 'สมชาย'].map((name, n) => ({
  id: staffId(`agent-${n}`),
  username: `agent-${n}`,
  name,
  role: 'agent',
}));

/** A store for races, a clock that the test moves, and people who write. */
export class RaceDesk {
  now = Date.UTC(2026, 10, 24, 5);
  readonly clock = { now: () => this.now };
  readonly ids = systemIds;
  /** Events and replies of the turns that were committed, as the log tells. */
  readonly turns: { events: number; replies: number }[] = [];
  readonly errors: string[] = [];
  readonly log: Log = {
    info: (event, fields) => {
      if (event !== 'turn.committed') return;
      this.turns.push({
        events: Number(fields?.['events']),
        replies: Number(fields?.['replies']),
      });
    },
    warn: () => undefined,
    error: (event, fields) => this.errors.push(`${event} ${String(fields?.error)}`),
  };
  readonly #directory = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'races-'));
  readonly #database = testDatabase('races');
  #store: Store | null = null;
  #people = 0;
  #mids = 0;

  get store(): Store {
    if (this.#store === null) throw new Error('The store is not open.');
    return this.#store;
  }

  async open(): Promise<void> {
    const { clock, ids } = this;
    this.#store =
      sizes.FAULT_ENGINE === 'mongo'
        ? await openMongoStore({ uri: this.#database.uri(), clock })
        : await openSqliteStore({ directory: this.#directory, ids, clock });
  }

  async close(): Promise<void> {
    await this.#store?.close();
    rmSync(this.#directory, { recursive: true, force: true });
    if (sizes.FAULT_ENGINE === 'mongo') await this.#database.drop();
  }

  /** Somebody new. */
  person(): { readonly psid: string; readonly id: ConversationId } {
    this.#people += 1;
    const psid = String(7_000_000 + this.#people);
    return { psid, id: conversationOf(PAGE, psid) };
  }

  /** The person writes these at once; they are due. @returns their mids */
  async hears(store: Store, psid: string, ...texts: string[]): Promise<string[]> {
    const mids = texts.map(() => `m_race_${(this.#mids += 1)}`);
    const messaging = texts.map((text, n) => ({
      sender: { id: psid },
      recipient: { id: PAGE },
      timestamp: this.now + n,
      message: { mid: mids[n], text },
    }));
    const body = { object: 'page', entry: [{ id: PAGE, messaging }] };
    const read = readWebhook(body, { newId: () => this.ids.next(), now: this.now });
    if (read.status === 'events') await store.accept(read.events, this.now);
    return mids;
  }
}
