import { randomBytes } from 'node:crypto';

/** The real links lived some 35 hours (see the facts on inbound media). */
const LIFE_MS = 35 * 3_600_000;
/** The oldest files go once all of them together are larger. */
const MOST_BYTES = 256 * 1024 * 1024;

export interface StoredMedia {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The bytes that people attached, under links that nobody can guess and that die. */
export class MediaStore {
  readonly #items = new Map<string, StoredMedia>();
  readonly #now: () => number;
  #bytes = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @param file its id is made up unless given */
  put(file: {
    readonly bytes: Buffer;
    readonly mediaType: string;
    readonly name: string;
    readonly id?: string;
  }): StoredMedia {
    const id = file.id ?? randomBytes(24).toString('base64url');
    const stored: StoredMedia = { ...file, id, expiresAt: this.#now() + LIFE_MS };
    this.#items.set(id, stored);
    this.#bytes += stored.bytes.length;
    for (const [oldId, old] of this.#items) {
      if (this.#bytes <= MOST_BYTES || oldId === id) break;
      this.#items.delete(oldId);
      this.#bytes -= old.bytes.length;
    }
    return stored;
  }

  /** Null for an unknown id. The caller looks at the expiry. */
  get(id: string): StoredMedia | null {
    return this.#items.get(id) ?? null;
  }

  isExpired(item: StoredMedia): boolean {
    return this.#now() >= item.expiresAt;
  }

  /** Ends the life of every link handed out so far. */
  expireAll(): void {
    for (const [id, item] of this.#items) this.#items.set(id, { ...item, expiresAt: 0 });
  }

  /** The path below the place where the media are served, with `oe` as Meta's links have it. */
  pathOf(item: StoredMedia): string {
    const oe = Math.floor(item.expiresAt / 1000).toString(16);
    return `/media/${item.id}/${encodeURIComponent(item.name)}?oe=${oe}`;
  }
}
