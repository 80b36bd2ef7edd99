import { expect } from 'chai';
import { learnNames } from '../../../src/conversation/turn/learn-names.ts';
import { newConversation, type Conversation } from '../../../src/domain/conversation.ts';
import { conversationId } from '../../../src/domain/ids.ts';
import type { Change, CommitResult, Log } from '../../../src/ports.ts';

const DAY = 24 * 3_600_000;
const PERSON = newConversation(conversationId('1212:7001'), '1212', '7001', 0);

/** One stored conversation, and Facebook that answers with the names given, one for each question. */
class OnePerson {
  current: Conversation = { ...PERSON, version: 3, updatedAt: 500 };
  now = DAY;
  asked = 0;
  readonly changes: Change[] = [];
  readonly logged: unknown[] = [];
  readonly answers: (string | null)[];
  /** Called once before the first commit: somebody else is quicker. */
  meanwhile: (() => void) | null = null;
  readonly names;

  constructor(...answers: (string | null)[]) {
    this.answers = answers;
    const keep = (...entry: unknown[]) => void this.logged.push(entry);
    const log: Log = { info: keep, warn: keep, error: keep };
    this.names = learnNames({
      store: {
        conversation: () => Promise.resolve(this.current),
        commit: (change) => Promise.resolve(this.#commit(change)),
      },
      sender: {
        profileName: () => {
          this.asked += 1;
          return Promise.resolve(this.answers.shift() ?? null);
        },
      },
      clock: { now: () => this.now },
      ids: { next: () => 'id', random: () => 0 },
      log,
    });
  }

  async turn(): Promise<void> {
    this.names.learn(this.current);
    await new Promise((resolve) => setImmediate(resolve));
  }

  #commit(change: Change): CommitResult {
    this.meanwhile?.();
    this.meanwhile = null;
    if (change.conversation?.expectedVersion !== this.current.version) {
      return { status: 'conflict', on: 'conversation' };
    }
    this.changes.push(change);
    this.current = change.conversation.next;
    return { status: 'committed' };
  }
}

describe('learning people’s names', () => {
  it('stores the name with a live event, and leaves the place in the lists alone', async () => {
    const person = new OnePerson('มะลิ ตัวอย่าง');
    await person.turn();
    expect(person.current).to.include({ name: 'มะลิ ตัวอย่าง', updatedAt: 500 });
    expect(person.changes[0]?.live?.map(({ topic }) => topic)).to.deep.equal(['conversation']);
    await person.turn();
    expect(person.asked, 'a known name is not asked for').to.equal(1);
  });

  it('asks again after a day, not sooner, where Facebook gives no name', async () => {
    const person = new OnePerson(null, 'มะลิ ตัวอย่าง');
    await person.turn();
    expect(person.current.name).to.equal(null);
    person.now += DAY - 1;
    await person.turn();
    expect(person.asked).to.equal(1);
    person.now += 1;
    await person.turn();
    expect(person.current.name).to.equal('มะลิ ตัวอย่าง');
  });

  it('keeps what a turn has stored meanwhile', async () => {
    const person = new OnePerson('มะลิ ตัวอย่าง');
    person.meanwhile = () => {
      person.current = { ...person.current, version: 4, urgent: true };
    };
    await person.turn();
    expect(person.current).to.include({ name: 'มะลิ ตัวอย่าง', urgent: true, version: 5 });
  });

  it('fails without harm and without a name in the log', async () => {
    const person = new OnePerson('มะลิ ตัวอย่าง');
    person.meanwhile = () => {
      throw new Error('store gone');
    };
    await person.turn();
    await person.names.stop();
    expect(person.current.name).to.equal(null);
    expect(person.logged).to.have.length(1);
    expect(JSON.stringify(person.logged)).to.not.include('มะลิ');
  });
});
