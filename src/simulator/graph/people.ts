import { createHash } from 'node:crypto';
import { badParameter } from './fault.ts';
import {
  NAMES,
  type FromPerson,
  type Person,
  type PersonContent,
  type ThreadItem,
} from './person.ts';

/** The invented consumers. */
export class People {
  readonly #people = new Map<string, Person>();
  readonly #newId: () => string;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  get all(): readonly Person[] {
    return [...this.#people.values()];
  }

  /** @param fields what is left out is invented; `profile: false` for one without a profile */
  add(fields: { psid?: string; name?: string; profile?: boolean } = {}): Person {
    const [first, last] = NAMES[this.#people.size % NAMES.length] ?? ['ผู้บริโภค', 'ตัวอย่าง'];
    const [firstName = first, ...rest] = fields.name?.trim().split(/\s+/) ?? [first, last];
    const person: Person = {
      psid: fields.psid ?? this.#newPsid(),
      firstName,
      lastName: rest.join(' '),
      hasProfile: fields.profile ?? true,
      messages: [],
      openedAt: null,
      aheadMs: 0,
      typingUntil: 0,
      pageSeenAt: 0,
      owner: 'app',
      ownedUntil: 0,
      viewers: 0,
      refusals: [],
    };
    this.#people.set(person.psid, person);
    return person;
  }

  /** Null for somebody unknown. */
  find(psid: string): Person | null {
    return this.#people.get(psid) ?? null;
  }

  /** @throws GraphFault 100/2018001 for somebody unknown */
  get(psid: string): Person {
    const person = this.find(psid);
    if (person === null) throw badParameter('No matching user found', 2018001);
    return person;
  }

  /** Adds what the person wrote or pressed to the thread. Whether it arrives is told later. */
  record(person: Person, mid: string, at: number, content: PersonContent): FromPerson {
    const item: FromPerson = {
      side: 'person',
      mid,
      at,
      content,
      edits: 0,
      takenBack: false,
      delivery: 'sending',
      reactions: {},
    };
    person.messages.push(item);
    return item;
  }

  /** Sixteen digits, as PSIDs have; new ones with every start, for the store may be older. */
  #newPsid(): string {
    const digest = createHash('sha256').update(this.#newId()).digest('hex').slice(0, 13);
    return `7${String(parseInt(digest, 16)).padStart(16, '0').slice(-15)}`;
  }
}

/** The message with this id in the thread, or null. */
export function messageIn(person: Person, mid: string): ThreadItem | null {
  return person.messages.find((item) => item.mid === mid) ?? null;
}
